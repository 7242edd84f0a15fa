"""From which tables the rows of each view come: SQL that both databases understand.

What they write differently stands in capitals, and `view_sql` fills it in. A view of several parts
has the rows of all.
"""

from __future__ import annotations


def _last(table: str, keys: tuple[str, ...], number: str, holds: str = "") -> str:
    """The last row of each key, of a table that is only added to."""
    same = " AND ".join(f"later.{key} = {table}.{key}" for key in keys)
    newer = f"SELECT 1 FROM {table} AS later WHERE {same} AND later.{number} > {table}.{number}"
    return f"SELECT * FROM {table} WHERE NOT EXISTS ({newer}){holds}"


_CLAIMED = "(SELECT last.claimed FROM linking AS last ORDER BY last.seq DESC LIMIT 1)"

CURRENT = {
    "current_claiming": _last("claiming", ("doc_id",), "seq"),
    "linked_claiming": f"""SELECT * FROM claiming WHERE seq <= {_CLAIMED}
AND NOT EXISTS (SELECT 1 FROM claiming AS later WHERE later.doc_id = claiming.doc_id
AND later.seq > claiming.seq AND later.seq <= {_CLAIMED})""",
    "current_member": _last("member", ("event_id",), "linking", " AND incident_id IS NOT NULL"),
    "current_incident": _last("incident", ("id",), "linking", " AND events > 0"),
    "current_link": _last("link", ("left_id", "right_id"), "linking", " AND holds = 1"),
    "current_judgement": _last("judgement", ("left_id", "right_id"), "seq"),
    "current_review": _last("review", ("matter",), "seq"),
}
"""What holds now of the tables that linkings and people add to. The views stand on these."""

_REPORT = (
    "JOIN reading ON reading.id = {of}.reading_id"
    " JOIN document ON document.id = reading.doc_id AND document.state = reading.state"
)
_READ = f"current_reading AS now {_REPORT.format(of='now')}"
_MEMBER = "LEFT JOIN current_member AS member ON member.event_id = {event}"
_CLAIM = (
    f"{{claiming}} AS claiming JOIN claim ON claim.claiming = claiming.seq"
    f" {_REPORT.format(of='claiming')} {_MEMBER.format(event='claim.event_id')}"
)
_NEWEST = _CLAIM.format(claiming="current_claiming")
_SPEAKER = (
    "LEFT JOIN actor AS speaker ON speaker.reading_id = voice.reading_id"
    " AND speaker.id = TEXT(voice.body, voice)"
)


def _mentioned(table: str, name: str, of: str, key: str) -> str:
    """A record of the same reading as another one, by its id."""
    return (
        f"LEFT JOIN {table} AS {name} ON {name}.reading_id = {of}.reading_id AND {name}.id = {key}"
    )


def _found(table: str, name: str) -> str:
    return f"{_READ} JOIN {table} AS {name} ON {name}.reading_id = now.reading_id"


def _parties(role: str, field: str) -> str:
    return (
        f"{_NEWEST} CROSS JOIN (SELECT '{role}' AS role) AS part"
        f" CROSS JOIN EACH(claim.body, {field}, party)"
    )


def _links(table: str, basis: str) -> str:
    return (
        f"{table} AS link CROSS JOIN (SELECT '{basis}' AS basis) AS part"
        " LEFT JOIN current_member AS one ON one.event_id = link.left_id"
        " LEFT JOIN current_member AS other ON other.event_id = link.right_id"
    )


TABLES: dict[str, tuple[str, ...]] = {
    "v_report": (
        (
            "current_document AS now"
            " JOIN document ON document.id = now.doc_id AND document.state = now.state"
            " JOIN text AS words ON words.sha256 = document.sha256_text"
            " LEFT JOIN reading ON reading.id = now.reading_id"
            " LEFT JOIN current_claiming AS claiming ON claiming.doc_id = document.id"
        ),
    ),
    "v_text": (
        (
            "current_document AS now"
            " JOIN document ON document.id = now.doc_id AND document.state = now.state"
            " JOIN text AS words ON words.sha256 = document.sha256_text"
        ),
    ),
    "v_mention": (
        " ".join(
            (
                _found("event_mention", "mention"),
                _MEMBER.format(event="mention.event"),
                _mentioned("place", "place", "mention", "mention.place"),
                _mentioned("date", "day", "mention", "mention.date"),
                _mentioned(
                    "attribution", "voice", "mention", "TEXT(mention.body, attribution.-1)"
                ),
                _SPEAKER,
            )
        ),
    ),
    "v_event": (
        " ".join(
            (
                _found("whole_event", "event"),
                _MEMBER.format(event="event.id"),
                _mentioned("place", "place", "event", "FIRST(event.body, place)"),
                _mentioned("date", "day", "event", "FIRST(event.body, date)"),
            )
        ),
    ),
    "v_attribution": (f"{_found('attribution', 'voice')} {_SPEAKER}",),
    "v_quantity": (_found("quantity", "quantity"),),
    "v_entity": (_found("entity", "entity"),),
    "v_claim": (_NEWEST,),
    "v_account": (
        f"{_CLAIM.format(claiming='linked_claiming')} WHERE member.incident_id IS NOT NULL",
    ),
    "v_actor": (
        _parties("actor", "actors"),
        _parties("recipient", "recipients"),
        _parties("through", "through"),
        (
            f"{_NEWEST} CROSS JOIN (SELECT 'voice' AS role) AS part"
            " CROSS JOIN ONE(claim.body, voice, party) WHERE TEXT(claim.body, voice) IS NOT NULL"
        ),
    ),
    "v_place": (f"{_NEWEST} CROSS JOIN EACH(claim.body, places, spot)",),
    "v_date": (f"{_NEWEST} CROSS JOIN EACH(claim.body, dates, day)",),
    "v_toll": (f"{_NEWEST} CROSS JOIN EACH(claim.body, tolls, toll)",),
    "v_incident": ("current_incident AS incident",),
    "v_source": ("current_incident AS incident CROSS JOIN EACH(incident.body, origins, origin)",),
    "v_link": (_links("current_link", "comparison"), _links("current_judgement", "person")),
    "v_change": ("change JOIN linking ON linking.seq = change.linking",),
    "v_linking": ("linking",),
    "v_review": ("current_review AS review LEFT JOIN act AS by_act ON by_act.seq = review.act",),
    "v_act": ("act",),
    "v_reject": ("reject",),
    "v_run": ("run LEFT JOIN run_end AS ended ON ended.run = run.seq",),
}
"""The tables behind each view, joined; under the names that its columns use (sql_columns.tsv)."""
