"""Static files: versioned addresses that browsers keep for a year, compressed once, nothing else from the disk."""

import gzip
import hashlib
import mimetypes
from functools import cache, lru_cache
from pathlib import Path

from flask import Blueprint, Response, abort, send_file

from web import packing
from web.joining import joined

ROOT = Path(__file__).parent.parent / "static"
TEXTS = {"text/css", "text/javascript", "image/svg+xml"}  # fonts and sounds are compressed already
KEPT = "public, max-age=31536000, immutable"

mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("text/javascript", ".js")

assets = Blueprint("assets", __name__)


@cache
def version(root: Path = ROOT) -> str:
    """Return a short hash of all static files: it changes whenever one of them does."""
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def static_address(path: str) -> str:
    return f"/static/{version()}/{path}"


@lru_cache(maxsize=128)
def _packed(path: Path, _written_at_ns: int) -> bytes:
    """Return a file with what it imports, compressed as far as it goes: done once for each version of it."""
    return gzip.compress(joined(path).encode(), 9, mtime=0)


@assets.get("/static/<_stamp>/<path:path>")
def file(_stamp: str, path: str) -> Response:
    return serve(ROOT, path)


def serve(root: Path, path: str) -> Response:
    """Answer with a file under ``root``, compressed when the browser takes it; anything outside is not found."""
    try:
        found = (root / path).resolve()
        is_ours = found.is_relative_to(root.resolve()) and found.is_file()
    except (OSError, ValueError):  # a name too long for the disk, or with NUL in it
        is_ours = False
    if not is_ours:
        abort(404)
    kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    if kind in TEXTS and packing.is_accepted():
        answer = packing.packed(Response(mimetype=kind), _packed(found, found.stat().st_mtime_ns))
    else:
        answer = send_file(found, mimetype=kind, conditional=True)
    answer.headers["Cache-Control"] = KEPT
    return answer
