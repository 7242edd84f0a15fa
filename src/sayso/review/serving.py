"""Opens a room on this machine's loopback, or for others where accounts guard it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import uvicorn

from sayso.review.app import make_app

if TYPE_CHECKING:
    from sayso.review.room import Room


def serve(room: Room, *, host: str, port: int) -> None:
    """Answers requests until it is interrupted; tells nothing to anybody else."""
    uvicorn.run(
        make_app(room), host=host, port=port, log_level="warning", server_header=False, workers=1
    )
