"""`python -m tools.assets`: fetches the page script and draws the outlines, where missing."""

from __future__ import annotations

import sys

from .build import build
from .npm import AssetsError

try:
    made = build(tests=True)
except AssetsError as error:
    sys.exit(str(error))
print("page script and outlines:", "built" if made else "up to date", file=sys.stderr)
