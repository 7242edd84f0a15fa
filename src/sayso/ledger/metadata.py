"""What the tables of the ledger share: how their keys sort, and how constraints are named."""

from __future__ import annotations

from sqlalchemy import MetaData, String

# Ids and names sort by code point in both databases: a page, a digest and a link must not
# depend on the locale of a server.
Key = String().with_variant(String(collation="C"), "postgresql")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
