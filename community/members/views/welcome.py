from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from community.members.actions import profile_of, welcomed
from community.members.forms import QUESTIONS, first_answers
from community.members.requests import MemberRequest

#: Where the questions lead; the roof composes that page from what the other rooms know.
ARRIVED = "welcome_here"


@login_required
def welcome(request: MemberRequest) -> HttpResponse:
    """Begin with the first question."""
    return redirect("welcome_question", QUESTIONS[0].slug)


@login_required
def welcome_question(request: MemberRequest, slug: str) -> HttpResponse:
    """One question a page. Every button is a plain submit: keep and go on, pass by, or leave the rest."""
    number = next((n for n, question in enumerate(QUESTIONS) if question.slug == slug), None)
    if number is None:
        raise Http404
    question = QUESTIONS[number]
    member = request.user
    if request.method == "POST":
        form = question.form(request.POST, member=member)
        if "skip" not in request.POST and "leave" not in request.POST and not form.save():
            return _page(request, number, form, 422)
        if "leave" in request.POST or number + 1 == len(QUESTIONS):
            welcomed(member)
            return redirect(ARRIVED)
        return redirect("welcome_question", QUESTIONS[number + 1].slug)
    form = question.form(member=member, initial=first_answers(member, profile_of(member)))
    return _page(request, number, form)


def _page(request: MemberRequest, number: int, form: object, status: int = 200) -> HttpResponse:
    steps = [(n < number, n == number) for n in range(len(QUESTIONS))]
    context = {
        "form": form,
        "question": QUESTIONS[number],
        "number": number + 1,
        "count": len(QUESTIONS),
        "steps": steps,
        "before": QUESTIONS[number - 1].slug if number else "",
    }
    return render(request, "members/welcome.html", context, status=status)
