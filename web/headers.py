"""The seven answers-headers that keep a page to itself, on every answer, errors and static files included."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from flask import Flask, request

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


_OPENED = "coup_de_main.opened"


def open_here(thing: str) -> None:
    """Open one thing, such as the camera, for the page that answers the present request."""
    request.environ[_OPENED] = thing


def protect(app: Flask) -> None:
    """Have every answer of ``app`` leave with all headers, that of a failure too.

    They are given at the door: the application would check each of our own fixed words twice.
    """
    answered = app.wsgi_app

    def protected(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, told: list[tuple[str, str]], *fault: Any) -> Any:
            kept = [] if any(name == "Cache-Control" for name, _ in told) else [("Cache-Control", "no-store")]
            return start_response(status, [*told, *_fixed(environ.get(_OPENED, "")), *kept], *fault)

        return answered(environ, start)

    app.wsgi_app = protected


@cache
def _fixed(opened: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Content-Security-Policy", _policy(opened)),
        ("X-Frame-Options", "SAMEORIGIN" if opened == "frame" else "DENY"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", _permissions(opened)),
    )


def _policy(opened: str) -> str:
    ancestors = "'self'" if opened == "frame" else "'none'"
    return "; ".join(f"{name} {value}" for name, value in {**POLICY, "frame-ancestors": ancestors}.items())


def _permissions(opened: str) -> str:
    return ", ".join(_permission(name, opened) for name in CLOSED)


def _permission(name: str, opened: str) -> str:
    if "=" in name:
        return name
    return f"{name}=(self)" if name == opened else f"{name}=()"


def is_from_elsewhere() -> bool:
    """Tell whether another site sent this request; a browser too old to say is judged by its token alone."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")
