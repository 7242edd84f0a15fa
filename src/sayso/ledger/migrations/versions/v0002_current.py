"""The views of what holds now: each document once, with its latest reading."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

# A reading beats none; the later run beats the earlier. Two states of one document within one
# run have no order but their hash, so that the outcome does not hang on who was read first.
_CURRENT_READING = """
CREATE VIEW current_reading AS
SELECT reading.doc_id, reading.state, reading.id AS reading_id
FROM reading
WHERE NOT EXISTS (
  SELECT 1 FROM reading AS better
  WHERE better.doc_id = reading.doc_id AND (
    better.run > reading.run
    OR better.run = reading.run AND better.state < reading.state
    OR better.run = reading.run AND better.state = reading.state AND better.id < reading.id
  )
)
"""

_CURRENT_DOCUMENT = """
CREATE VIEW current_document AS
SELECT doc_id, state, reading_id FROM current_reading
UNION ALL
SELECT document.id, document.state, NULL
FROM document
WHERE NOT EXISTS (SELECT 1 FROM reading WHERE reading.doc_id = document.id)
AND NOT EXISTS (
  SELECT 1 FROM document AS better
  WHERE better.id = document.id AND (
    better.run > document.run OR better.run = document.run AND better.state < document.state
  )
)
"""


def upgrade() -> None:
    """Creates the views."""
    op.execute(_CURRENT_READING)
    op.execute(_CURRENT_DOCUMENT)
