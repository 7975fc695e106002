"""`python -m kiosk` serves the kiosk alone; settings come from the environment."""

import sys

from kiosk import create_app
from web.server import serve

if __name__ == "__main__":
    sys.exit(serve(create_app, lambda settings: (settings.kiosk_host, settings.kiosk_port)))
