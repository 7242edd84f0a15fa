"""The table of accounts. As in `tables`, rows are only added: the last row of a name holds."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from sayso.ledger.metadata import Key, metadata

# `password` is argon2's salted hash; `by` says who made or changed the account.
sign_in = Table(
    "sign_in",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Key, nullable=False),
    Column("name", Key, nullable=False, index=True),
    Column("role", Key, nullable=False),
    Column("active", Integer, nullable=False),
    Column("password", Text, nullable=False),
    Column("by", Key, nullable=False),
)
