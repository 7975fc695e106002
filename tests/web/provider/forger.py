"""A provider whose every answer the test writes: what an attacker, or a broken provider, would send."""

import base64
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
OTHER = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})


@dataclass
class Forger:
    """Signs ``claims`` over the honest ones as ``how`` says: ``honest``, ``none``, ``shared`` or ``other key``."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    how: str = "honest"
    userinfo: dict[str, Any] = field(default_factory=dict)
    userinfo_type: str = "application/jwt"
    named: str = ""
    status: int = 200
    nonce: str = ""

    def __call__(self, environ, start):
        return self.answer(Request(environ))(environ, start)

    def answer(self, request: Request) -> Response:
        if self.status != 200:
            return Response(status=self.status)
        match request.path:
            case "/.well-known/openid-configuration":
                return _json({"issuer": self.named or self.issuer, **self._places()})
            case "/keys":
                return _json({"keys": [KEY.as_dict(private=False)]})
            case "/token":
                tokens = {"access_token": "x", "token_type": "Bearer", "expires_in": 60}
                return _json({**tokens, "id_token": self._signed({"nonce": self.nonce, **self.claims})})
            case "/userinfo":
                return Response(self._signed(self.userinfo, how="honest"), mimetype=self.userinfo_type)
        return Response(status=404)

    def _places(self) -> dict[str, str]:
        places = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        return {
            "jwks_uri": f"{self.issuer}/keys",
            **{f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in places.items()},
        }

    def _signed(self, claims: dict[str, Any], how: str = "") -> str:
        now = int(time.time())
        honest = {"iss": self.issuer, "aud": "console", "sub": "sub-42", "iat": now, "exp": now + 60}
        said = {**honest, "amr": ["mfa"], **claims}
        match how or self.how:
            case "none":
                return _by_hand({"alg": "none"}, said, lambda _: b"")
            case "shared":
                # The oldest trick: the public key, which everybody has, taken for a secret that two share.
                public = KEY.as_pem(private=False)
                return _by_hand(
                    {"alg": "HS256", "kid": "one"}, said, lambda text: hmac.digest(public, text, "sha256")
                )
            case "other key":
                return jwt.encode({"alg": "RS256", "kid": "one"}, said, OTHER)
        return jwt.encode({"alg": "RS256", "kid": "one"}, said, KEY)


@contextmanager
def forging() -> Iterator[Forger]:
    forger = Forger()
    server = make_server("127.0.0.1", 0, forger, threaded=True)
    forger.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield forger
    server.shutdown()
    server.server_close()
    thread.join()


def _by_hand(head: dict[str, Any], said: dict[str, Any], sign: Callable[[bytes], bytes]) -> str:
    # No library signs such tokens; attackers need none.
    parts = [_text(json.dumps(part).encode()) for part in (head, said)]
    text = ".".join(parts)
    return f"{text}.{_text(sign(text.encode()))}"


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _json(content: dict[str, Any]) -> Response:
    return Response(json.dumps(content), mimetype="application/json")
