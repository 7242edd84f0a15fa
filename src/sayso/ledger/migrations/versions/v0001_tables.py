"""The first tables: runs, texts, documents, readings with their records, rejects, custody."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
)

revision = "0001"
down_revision = None

_KEY = String().with_variant(String(collation="C"), "postgresql")


def upgrade() -> None:
    """Creates the tables."""
    _create_runs()
    _create_documents()
    _create_readings()
    for name in ("actor", "place", "date", "quantity", "attribution"):
        _create_found(name)
    _create_events()
    _create_rejects()
    _create_custody()


def _key(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, _KEY, nullable=nullable)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _body(name: str = "body", *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable)


def _run() -> Column[int]:
    return Column("run", Integer, ForeignKey("run.seq"), nullable=False)


def _create_runs() -> None:
    op.create_table(
        "run",
        Column("seq", Integer, primary_key=True, autoincrement=False),
        _key("id"),
        _key("started_at"),
        _key("version"),
        _body("configuration"),
        _body("inputs"),
        UniqueConstraint("id"),
    )
    op.create_table(
        "run_end",
        Column("run", Integer, ForeignKey("run.seq"), primary_key=True, autoincrement=False),
        _key("finished_at"),
    )


def _create_documents() -> None:
    op.create_table("text", Column("sha256", _KEY, primary_key=True), _body())
    op.create_table(
        "document",
        _key("id"),
        _key("state"),
        _number("seq"),
        _run(),
        _key("recorded_at"),
        _key("report"),
        _key("address"),
        Column("sha256_text", _KEY, ForeignKey("text.sha256"), nullable=False),
        _key("publisher", nullable=True),
        _key("url", nullable=True),
        _key("published", nullable=True),
        _key("language"),
        _body("title", nullable=True),
        _body(),
        PrimaryKeyConstraint("id", "state"),
        UniqueConstraint("seq"),
    )
    op.create_index("ix_document_state", "document", ["state"])
    op.create_index("ix_document_report", "document", ["report"])
    op.create_index("ix_document_address", "document", ["address"])
    op.create_index("ix_document_sha256_text", "document", ["sha256_text"])


def _create_readings() -> None:
    counts = ("actors", "places", "dates", "quantities", "attributions", "events")
    op.create_table(
        "reading",
        Column("id", _KEY, primary_key=True),
        _number("seq"),
        _key("doc_id"),
        _key("state"),
        _key("version"),
        _key("configuration"),
        _run(),
        _key("recorded_at"),
        *(_number(name) for name in counts),
        ForeignKeyConstraint(["doc_id", "state"], ["document.id", "document.state"]),
        UniqueConstraint("seq"),
    )
    op.create_index("ix_reading_doc_id_state", "reading", ["doc_id", "state"])


def _create_found(name: str, *searched: Column[str] | Column[int]) -> None:
    op.create_table(
        name,
        Column("reading_id", _KEY, ForeignKey("reading.id"), nullable=False),
        _key("id"),
        _number("n"),
        *searched,
        _body(),
        PrimaryKeyConstraint("reading_id", "id"),
    )
    op.create_index(f"ix_{name}_id", name, ["id"])


def _create_events() -> None:
    _create_found(
        "event_mention",
        _key("event"),
        _key("event_type"),
        _key("status"),
        _key("place", nullable=True),
        _key("country", nullable=True),
        _key("date", nullable=True),
        _key("earliest", nullable=True),
        _number("start"),
        _number("end"),
    )
    for name in ("event", "event_type", "country", "earliest"):
        op.create_index(f"ix_event_mention_{name}", "event_mention", [name])


def _create_rejects() -> None:
    op.create_table(
        "reject",
        Column("id", _KEY, primary_key=True),
        _number("seq"),
        _run(),
        _key("recorded_at"),
        _key("path"),
        _key("report", nullable=True),
        _key("reason"),
        _body(),
        UniqueConstraint("seq"),
    )


def _create_custody() -> None:
    op.create_table(
        "erasure",
        Column("doc_id", _KEY, primary_key=True),
        _key("at"),
        _body("who"),
        _body("why"),
        _key("sha256"),
    )
    op.create_table(
        "custody",
        Column("seq", Integer, primary_key=True, autoincrement=False),
        *(_key(name) for name in ("at", "action", "subject", "sha256", "prev_hash", "hash")),
    )
    op.create_index("ix_custody_subject", "custody", ["subject"])
