"""Serves the gallery alone, with the house's templates, static files and headers, and no database."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jinja2
from flask import Flask, Response, request
from werkzeug.serving import make_server

from kiosk.gallery import gallery
from web import assets, headers

TEMPLATES = Path(__file__).parents[2] / "templates"


def make_app() -> Flask:
    """Return the application. The scale of the screen is the cookie ``mm``, so that one server serves all screens."""
    app = Flask("gallery", static_folder=None, template_folder=None)
    app.jinja_loader = jinja2.FileSystemLoader(TEMPLATES)
    app.jinja_env.undefined = jinja2.StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["static"] = assets.static_address
    app.register_blueprint(gallery)
    app.register_blueprint(assets.assets)
    app.add_url_rule("/screen.css", view_func=_scale)
    headers.protect(app)
    return app


def _scale() -> Response:
    millimetre = float(request.cookies.get("mm", "3.613"))
    return Response(f":root{{--px-per-mm:{millimetre}}}", mimetype="text/css")


@contextmanager
def serving() -> Iterator[str]:
    """Serve the gallery on a free port; yields its address."""
    server = make_server("127.0.0.1", 0, make_app(), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
