"""Tables for claims, and for what links events to incidents: empty until the next linking."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, PrimaryKeyConstraint, String, Text

revision = "0005"
down_revision = "0004"

_KEY = String().with_variant(String(collation="C"), "postgresql")


def upgrade() -> None:
    """Creates the tables."""
    _create_claims()
    _create_linkings()
    _create_links()
    _create_incidents()


def _key(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, _KEY, nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=nullable)


def _seq() -> Column[int]:
    return Column("seq", Integer, primary_key=True, autoincrement=False)


def _linking() -> Column[int]:
    return Column("linking", Integer, ForeignKey("linking.seq"), nullable=False)


def _body() -> Column[str]:
    return Column("body", Text, nullable=False)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _create_claims() -> None:
    op.create_table(
        "claiming",
        _seq(),
        Column("id", _KEY, nullable=False, unique=True),
        Column("reading_id", _KEY, ForeignKey("reading.id"), nullable=False),
        _key("doc_id"),
        _key("version"),
        _key("recorded_at"),
        _number("claims"),
        _key("credit", nullable=True),
        _key("reject", nullable=True),
    )
    _index("claiming", "reading_id")
    _index("claiming", "doc_id", "seq")
    op.create_table(
        "claim",
        Column("claiming", Integer, ForeignKey("claiming.seq"), nullable=False),
        _number("n"),
        _key("id"),
        _key("event_id"),
        _body(),
        PrimaryKeyConstraint("claiming", "n"),
    )
    _index("claim", "id")
    _index("claim", "event_id")


def _create_linkings() -> None:
    op.create_table(
        "linking",
        _seq(),
        Column("id", _KEY, nullable=False, unique=True),
        _key("finished_at"),
        _key("version"),
        _number("claimed"),
        _number("judged"),
        _body(),
    )
    op.create_table(
        "member",
        _key("event_id"),
        _linking(),
        _key("incident_id", nullable=True),
        PrimaryKeyConstraint("event_id", "linking"),
    )
    _index("member", "linking")
    _index("member", "incident_id")
    op.create_table(
        "change",
        _linking(),
        _number("n"),
        _key("incident_id"),
        _key("kind"),
        _key("other", nullable=True),
        _body(),
        PrimaryKeyConstraint("linking", "n"),
    )
    _index("change", "incident_id")
    _index("change", "other")


def _create_links() -> None:
    op.create_table(
        "link",
        _key("left_id"),
        _key("right_id"),
        _linking(),
        _key("id"),
        _number("holds"),
        _body(),
        PrimaryKeyConstraint("left_id", "right_id", "linking"),
    )
    op.create_table(
        "judgement",
        _seq(),
        _key("at"),
        _key("id"),
        _key("left_id"),
        _key("right_id"),
        _key("judgement"),
        _body(),
    )
    _index("link", "linking")
    for table in ("link", "judgement"):
        for name in ("id", "right_id"):
            _index(table, name)
    _index("judgement", "left_id")


def _create_incidents() -> None:
    packed = ("event_types", "incident_types", "countries", "places", "actors", "blocs")
    op.create_table(
        "incident",
        _key("id"),
        _linking(),
        _key("first_day", nullable=True),
        _key("last_day", nullable=True),
        *(Column(name, Text, nullable=False) for name in packed),
        *(_number(name) for name in ("events", "accounts", "reports", "publishers")),
        _number("sources", nullable=True),
        _body(),
        PrimaryKeyConstraint("id", "linking"),
    )
    _index("incident", "linking")
    _index("incident", "first_day")
