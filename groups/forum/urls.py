from django.urls import path

from groups.forum.views import lists, thread, words

_ONE = "<slug:slug>/discussions/<int:pk>/"
_WORDS = f"{_ONE}<int:place>/"

urlpatterns = [
    path("<slug:slug>/discussions/", lists.discussions, name="discussions"),
    path("<slug:slug>/discussions/new/", lists.new_thread, name="new_thread"),
    path("<slug:slug>/discussions/new/draft/", lists.new_thread_draft, name="new_thread_draft"),
    path("<slug:slug>/discussions/names/", lists.names, name="discussion_names"),
    path(_ONE, thread.thread, name="thread"),
    path(f"{_ONE}draft/", thread.draft, name="thread_draft"),
    path(f"{_ONE}follow/", thread.following, name="thread_follow"),
    path(f"{_ONE}look-after/", thread.looking_after, name="thread_look_after"),
    # 0 are the first words, the answers are numbered.
    path(_WORDS, words.words, name="words"),
    path(f"{_WORDS}sign/", words.sign, name="words_sign"),
    path(f"{_WORDS}edit/", words.edit, name="words_edit"),
    path(f"{_WORDS}remove/", words.remove, name="words_remove"),
    path(f"{_WORDS}back/", words.put_back, name="words_back"),
]
