"""A server of pages with nothing but a map or a network, under the policy of the room."""

from __future__ import annotations

import socket
import threading
import time
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sayso.review.assets import STATIC
from sayso.review.doors import Headers

_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Drawn</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/static/icon.svg"><link rel="stylesheet" href="/static/room.css">
<link rel="stylesheet" href="/static/vendor/leaflet.css">
<link rel="stylesheet" href="/static/{kind}.css">
<script src="/static/vendor/{library}" defer></script>
<script src="/static/{kind}.js" type="module"></script></head>
<body><main><h1>Drawn</h1><div data-{kind} data-src="/data.json"></div></main></body></html>"""
_LIBRARIES = {"map": "leaflet.js", "network": "cytoscape.min.js"}


class Drawn:
    """Answers with the page of a kind, `map` or `network`, over the data given."""

    def __init__(self, kind: str, data: dict[str, Any]) -> None:
        page = _PAGE.format(kind=kind, library=_LIBRARIES[kind])
        routes = [
            Route("/", lambda _: HTMLResponse(page)),
            Route("/data.json", lambda _: JSONResponse(data)),
            Route("/actors/{name}", lambda _: HTMLResponse("an actor's page")),
            Mount("/static", StaticFiles(directory=STATIC)),
        ]
        app = Starlette(routes=routes, middleware=[Middleware(Headers)])
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def close(self) -> None:
        """Ends the server."""
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()
