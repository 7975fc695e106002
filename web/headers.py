"""The seven answers-headers that keep a page to itself, on every answer, errors and static files included."""

from functools import cache

from flask import Response, g, request

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "media-src": "'self' blob:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-src": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}
CLOSED = (
    "accelerometer", "autoplay=(self)", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get",
    "screen-wake-lock", "usb", "xr-spatial-tracking",
)  # fmt: skip


def protect(answer: Response) -> Response:
    """Return ``answer`` with all headers. A view opens one thing for itself through ``g.opened``."""
    opened = getattr(g, "opened", frozenset())
    headers = answer.headers
    headers["Content-Security-Policy"] = _policy(opened)
    headers["X-Frame-Options"] = "SAMEORIGIN" if "frame" in opened else "DENY"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = _permissions(opened)
    headers.setdefault("Cache-Control", "no-store")
    return answer


@cache
def _policy(opened: frozenset[str]) -> str:
    ancestors = "'self'" if "frame" in opened else "'none'"
    return "; ".join(f"{name} {value}" for name, value in {**POLICY, "frame-ancestors": ancestors}.items())


@cache
def _permissions(opened: frozenset[str]) -> str:
    return ", ".join(_permission(name, opened) for name in CLOSED)


def _permission(name: str, opened: frozenset[str]) -> str:
    if "=" in name:
        return name
    return f"{name}=(self)" if name in opened else f"{name}=()"


def is_from_elsewhere() -> bool:
    """Tell whether another site sent this request; a browser too old to say is judged by its token alone."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")
