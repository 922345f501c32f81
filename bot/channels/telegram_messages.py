"""What a message of Telegram holds: a line of its sender's own, somebody else's, a notice of the service."""

from __future__ import annotations

import re

from aiogram.types import Message

# What Telegram itself puts into a chat, at which nobody waits for an answer. All else is somebody's, be it of a kind made after this list.
NOTICES = {
    "new_chat_members", "left_chat_member", "chat_owner_left", "chat_owner_changed", "new_chat_title", "new_chat_photo", "delete_chat_photo",
    "group_chat_created", "supergroup_chat_created", "channel_chat_created", "message_auto_delete_timer_changed", "migrate_to_chat_id",
    "migrate_from_chat_id", "pinned_message", "successful_payment", "refunded_payment", "user_shared", "users_shared", "chat_shared",
    "connected_website", "write_access_allowed", "passport_data", "proximity_alert_triggered", "boost_added", "chat_background_set",
    "checklist_tasks_done", "checklist_tasks_added", "direct_message_price_changed", "paid_message_price_changed", "forum_topic_created",
    "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened", "general_forum_topic_hidden", "general_forum_topic_unhidden",
    "giveaway_created", "giveaway_completed", "suggested_post_approved", "suggested_post_approval_failed", "suggested_post_declined",
    "suggested_post_paid", "suggested_post_refunded", "gift", "unique_gift", "gift_upgrade_sent", "video_chat_scheduled", "video_chat_started",
    "video_chat_ended", "video_chat_participants_invited", "voice_chat_scheduled", "voice_chat_started", "voice_chat_ended",
    "voice_chat_participants_invited", "web_app_data",
}  # fmt: skip
FORWARDED = {"forward_origin", "forward_date", "forward_from", "forward_from_chat", "forward_sender_name"}


def is_notice(message: Message) -> bool:
    """Whether the service says this, and not a person."""
    return bool(NOTICES & set(message.values))


def is_anothers(message: Message) -> bool:
    """Whether this was forwarded, unless the sender wrote it (a draft they had kept)."""
    if not FORWARDED & set(message.values):
        return False
    named = (message.values.get("forward_origin") or {}).get("sender_user") or {}
    author = message.forward_from.id if message.forward_from else named.get("id")
    return author is None or not message.from_user or author != message.from_user.id


def line_in(typed: str) -> str:
    """A typed line; a command loses the bot's name ("/hint@our_bot"), and "/start" what a link gave it."""
    named = re.fullmatch(r"(/\w+)@\w+(.*)", typed, re.DOTALL)
    line = named.group(1) + named.group(2) if named else typed
    if re.match(r"/start(\s|$)", line):
        return "/start"
    practise = re.fullmatch(r"/(practise\s+\S.*)", line, re.DOTALL)
    return practise.group(1) if practise else line


def title_of(message: Message, data: str) -> str:
    """What stands on the button of a message that holds this data."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else []
    return next((one.text for row in rows for one in row if one.callback_data == data), "")
