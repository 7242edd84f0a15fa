"""Exports of chats and channels to their messages."""
