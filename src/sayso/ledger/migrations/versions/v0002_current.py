"""The view of what holds now: each document with its latest reading."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

# A reading beats none; the later run beats the earlier. Two states of one document within one
# run have no order but their hash, so that the outcome does not hang on who was read first.
_CURRENT = """
CREATE VIEW current_document AS
SELECT doc_id, state, reading_id FROM (
  SELECT document.id AS doc_id, document.state AS state, reading.id AS reading_id,
    row_number() OVER (
      PARTITION BY document.id
      ORDER BY CASE WHEN reading.id IS NULL THEN 1 ELSE 0 END,
        coalesce(reading.run, document.run) DESC, document.state, reading.id
    ) AS place
  FROM document
  LEFT JOIN reading ON reading.doc_id = document.id AND reading.state = document.state
) AS ranked
WHERE place = 1
"""


def upgrade() -> None:
    """Creates the view `current_document`."""
    op.execute(_CURRENT)
