"""Contents page: the rooms' addresses."""

from django.urls import URLPattern, URLResolver

from mentorship.deputies.urls import urlpatterns as deputies
from mentorship.oversight.member_urls import urlpatterns as oversight
from mentorship.pairs.urls import urlpatterns as pairs
from mentorship.partings.urls import urlpatterns as partings
from mentorship.profiles.urls import urlpatterns as profiles
from mentorship.rounds.urls import urlpatterns as rounds
from mentorship.walking.urls import urlpatterns as walking

app_name = "mentorship"
urlpatterns: list[URLPattern | URLResolver] = [*deputies, *oversight, *pairs, *partings, *profiles, *rounds, *walking]
