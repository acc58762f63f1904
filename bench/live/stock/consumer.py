"""The consumer: each message is inserted by the ORM, sent to the group, and encoded once a member."""

from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.db import transaction
from django.db.models import F

from community.conversations.models import Conversation, Message, Participant


class ChatConsumer(AsyncJsonWebsocketConsumer):
    """One socket."""

    async def connect(self) -> None:
        if not self.scope["user"].is_authenticated:
            await self.close(4401)
            return
        await self.accept()

    async def receive_json(self, content: dict[str, Any], **more: Any) -> None:
        conversation = content["conversation"]
        if content["type"] == "watch":
            self.participant = await self.find(conversation)
            await self.channel_layer.group_add(f"chat.{conversation}", self.channel_name)
            await self.send_json({"type": "watching", "conversation": conversation})
        elif content["type"] == "post":
            message = await self.store(conversation, content)
            await self.channel_layer.group_send(f"chat.{conversation}", {"type": "chat.message", "message": message})
            answer = {"type": "posted", "client_id": content["client_id"], "seq": message["seq"]}
            await self.send_json(answer)

    async def chat_message(self, event: dict[str, Any]) -> None:
        await self.send_json(event["message"])

    @classmethod
    async def encode_json(cls, content: dict[str, Any]) -> str:
        import json

        return json.dumps(content, separators=(",", ":"))

    async def disconnect(self, code: int) -> None:
        pass  # the crowd leaves at once, and the server with it

    @database_sync_to_async
    def find(self, conversation: int) -> Participant:
        return Participant.objects.get(conversation=conversation, member=self.scope["user"], ended_at=None)

    @database_sync_to_async
    @transaction.atomic
    def store(self, conversation: int, content: dict[str, Any]) -> dict[str, Any]:
        Conversation.objects.filter(pk=conversation).update(last_seq=F("last_seq") + 1)
        seq = Conversation.objects.values_list("last_seq", flat=True).get(pk=conversation)
        message = Message.objects.create(
            conversation_id=conversation,
            seq=seq,
            author=self.participant,
            client_id=content["client_id"],
            body=content["body"],
            html=content["body"],
        )
        return {
            "type": "message",
            "conversation": conversation,
            "seq": seq,
            "id": message.pk,
            "client_id": content["client_id"],
            "author": self.participant.pk,
            "name": self.participant.name,
            "sent_at": message.sent_at.isoformat(),
            "body": message.body,
        }
