"""`python -m helpdesk` serves the console alone; `code LOGIN` stands in for a telephone, `ring NUMBER` for an exchange."""

import sys
from collections.abc import Sequence

from helpdesk import create_app
from web.server import serve


def main(arguments: Sequence[str]) -> int:
    if arguments[:1] == ["code"]:
        # Imported here: serving does not wait for what only this command needs.
        from helpdesk.telephone import tell_code

        return tell_code(arguments[1:])
    if arguments[:1] and arguments[0] in ("ring", "answer", "hang-up", "call-key"):
        from helpdesk.ring import run

        return run(arguments)
    return serve(create_app, lambda settings: (settings.console_host, settings.console_port), arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
