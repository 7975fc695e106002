"""Starts the real provider of the tests, and walks its pages as a person who says yes to everything."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx

SCRIPT = Path(__file__).with_name("provider.mjs")
SECRET = "a secret that only tests know"
CONSOLE = "http://127.0.0.1:8001"


@contextmanager
def provider(**said) -> Iterator[str]:
    """Give the issuer's address. A machine without Node.js fails here: a judge that is absent has not agreed."""
    told = {
        "secret": SECRET,
        "back": f"{CONSOLE}/sign-in/back",
        "home": f"{CONSOLE}/sign-in",
        "pkce": True,
        "account": "sub-42",
        "acr": "eidas2",
        "amr": ["pwd", "mfa"],
        **said,
    }
    process = subprocess.Popen(
        ["node", str(SCRIPT), json.dumps(told)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        issuer = process.stdout.readline().strip()
        assert issuer.startswith("http"), "the provider did not start"
        yield issuer
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


def walk(address: str) -> str:
    """Follow the provider from ``address`` until it sends the browser back to the console; return that address."""
    with httpx.Client(timeout=20) as browser:
        for _ in range(12):
            answer = browser.get(address)
            assert answer.is_redirect, answer.text[:300]
            address = str(answer.url.join(answer.headers["Location"]))
            if urlsplit(address).netloc == urlsplit(CONSOLE).netloc:
                return address
    raise AssertionError("the provider goes round in circles")
