from django.urls import path

from community.conversations import views

urlpatterns = [
    path("conversations/<int:conversation_id>/", views.conversation, name="conversation"),
    path("conversations/<int:conversation_id>/messages/", views.messages, name="conversation-messages"),
]
