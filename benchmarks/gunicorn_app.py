"""What gunicorn serves while we measure: the kiosk as `python -m kiosk` starts it, the console, or the floor."""

import os
from collections.abc import Callable
from typing import Any

from flask import Flask

from benchmarks import floor


def our_kiosk() -> Flask:
    from carnet.settings import Settings
    from kiosk.__main__ import start

    return start(Settings.from_env(os.environ))


def our_console() -> Flask:
    import helpdesk
    from carnet.settings import Settings

    return helpdesk.create_app(Settings.from_env(os.environ))


def our_floor() -> Callable[..., Any]:
    return floor.create_app()
