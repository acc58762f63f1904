from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.outbox.mails import newest


def outbox(request: HttpRequest) -> HttpResponse:
    """The newest mails, so that whoever tries the demo can read the code they were sent."""
    to = request.GET.get("to", "").strip()
    return render(request, "outbox/index.html", {"mails": newest(to=to), "to": to})
