"""`python -m helpdesk` serves the console alone; settings come from the environment."""

import sys

from helpdesk import create_app
from web.server import serve

if __name__ == "__main__":
    sys.exit(serve(create_app, lambda settings: (settings.console_host, settings.console_port)))
