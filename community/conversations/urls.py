from django.urls import path

from community.conversations import (
    views,
    views_bell,
    views_message,
    views_people,
    views_pictures,
    views_search,
    views_signs,
)

urlpatterns = [
    path("conversations/<int:conversation_id>/", views.conversation, name="conversation"),
    path("conversations/<int:conversation_id>/messages/", views.messages, name="conversation-messages"),
    path("conversations/<int:conversation_id>/messages/<int:message_id>/", views_message.message, name="message"),
    path(
        "conversations/<int:conversation_id>/messages/<int:message_id>/react/",
        views_message.react,
        name="message-react",
    ),
    path(
        "conversations/<int:conversation_id>/messages/<int:message_id>/edit/", views_message.edit, name="message-edit"
    ),
    path(
        "conversations/<int:conversation_id>/messages/<int:message_id>/remove/",
        views_message.remove,
        name="message-remove",
    ),
    path(
        "conversations/<int:conversation_id>/messages/<int:message_id>/restore/",
        views_message.restore,
        name="message-restore",
    ),
    path("conversations/<int:conversation_id>/bell/", views_bell.bell, name="conversation-bell"),
    path("conversations/<int:conversation_id>/people/", views_people.people, name="conversation-people"),
    path("conversations/<int:conversation_id>/search/", views_search.find, name="conversation-search"),
    path("conversations/<int:conversation_id>/seen/", views_signs.seen, name="conversation-seen"),
    path(
        "conversations/<int:conversation_id>/pictures/<uuid:picture_id>/small/",
        views_pictures.picture,
        {"form": "small"},
        name="picture_small",
    ),
    path(
        "conversations/<int:conversation_id>/pictures/<uuid:picture_id>/large/",
        views_pictures.picture,
        {"form": "large"},
        name="picture_large",
    ),
    path("me/signs/", views_signs.my_signs, name="my_signs"),
]
