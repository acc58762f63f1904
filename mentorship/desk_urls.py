"""Contents page: mentoring's addresses at the staff desk, below ``/desk/mentors/``."""

from mentorship.oversight.urls import urlpatterns as oversight
from mentorship.rounds.urls import desk_urlpatterns as rounds
from mentorship.walking.urls import desk_urlpatterns as walking

app_name = "mentor_desk"
urlpatterns = [*oversight, *rounds, *walking]
