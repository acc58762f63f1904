"""Contents page: the groups' addresses at the staff desk, below ``/desk/meetings/``."""

from groups.directory.desk_urls import urlpatterns as directory

app_name = "meeting_desk"
urlpatterns = [*directory]
