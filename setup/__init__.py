"""Makes the house ready: Debian packages, Python packages, npm packages, files under static/vendor/.

Standard library only: it runs with the machine's own Python before any package exists.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Fault(Exception):
    """Something a person must settle before set-up can go on; its text is the one line to print."""
