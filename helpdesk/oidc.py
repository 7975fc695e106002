"""A talk with a provider of identities: OpenID Connect's code flow, where nothing that it says is believed unsigned.

Source: ProConnect's facts (leeway 0, state and nonce of 32 signs at least, userinfo as a signed token); OIDC Core 3.1.3.7.
The libraries are imported where they are used: a console without a provider does not pay for them.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from carnet.provider import Provider

if TYPE_CHECKING:
    from joserfc.jwk import KeySet

PATIENCE_S: Final = 5.0
LONGEST_ANSWER: Final = 200_000
NEEDED: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class Refused(Exception):
    """Why a provider's answer opens nothing, in one word. It never holds what the provider said."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Departure:
    """Where the browser goes, and what must be kept until it comes back."""

    address: str
    asked: Mapping[str, str]


@dataclass(frozen=True)
class Identity:
    """Who the provider says it is: known by issuer and subject. ``is_strong`` when it saw two factors."""

    issuer: str
    subject: str = field(repr=False)
    is_strong: bool
    id_token: str = field(repr=False)


def depart(provider: Provider, back: str) -> Departure:
    """Return where to send the browser.

    Raises Refused with ``down`` or ``issuer``.
    """
    places = _discover(provider)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    query = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": provider.scope,
        "state": state,
        "nonce": nonce,
        "prompt": "login",
    }
    # ProConnect refuses every parameter that its list does not hold: these three are switches.
    if provider.pkce:
        query |= {"code_challenge": _challenge(verifier), "code_challenge_method": "S256"}
    if provider.acr_values:
        query["acr_values"] = " ".join(provider.acr_values)
    if provider.asks_mfa:
        query["claims"] = '{"id_token":{"amr":{"essential":true},"acr":null}}'
    asked = {"state": state, "nonce": nonce, "verifier": verifier, "back": back}
    return Departure(f"{places['authorization_endpoint']}?{urlencode(query)}", asked)


def arrive(provider: Provider, asked: Mapping[str, str], told: Mapping[str, str], now: float) -> Identity:
    """Return who came back from the provider.

    Raises Refused with ``state``, ``issuer``, ``cancelled``, ``down``, ``token``, ``algorithm``, ``signature``, ``audience``,
    ``expired``, ``nonce``, ``acr`` or ``userinfo``.
    """
    if not hmac.compare_digest(told.get("state", "").encode(), asked["state"].encode()):
        raise Refused("state")
    if told.get("iss", provider.issuer) != provider.issuer:
        raise Refused("issuer")
    if "code" not in told:
        raise Refused("cancelled")
    places = _discover(provider)
    tokens = _exchange(provider, places, asked, told["code"])
    signers = _Signers(provider, places["jwks_uri"])
    claims = signers.read(str(tokens.get("id_token", "")))
    _check(provider, claims, now)
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), asked["nonce"].encode()):
        raise Refused("nonce")
    if provider.acr_values and claims.get("acr") not in provider.acr_values:
        raise Refused("acr")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not subject:
        raise Refused("token")
    if provider.userinfo != "none":
        _compare(provider, places, signers, str(tokens.get("access_token", "")), subject)
    is_strong = "mfa" in _listed(claims.get("amr")) or claims.get("acr") in provider.strong_acr
    return Identity(provider.issuer, subject, is_strong, str(tokens["id_token"]))


def farewell(provider: Provider, id_token: str, back: str) -> str:
    """Return where the browser says goodbye to the provider too, empty when it cannot be told."""
    try:
        place = str(_discover(provider).get("end_session_endpoint", ""))
    except Refused:
        return ""
    query = urlencode({"id_token_hint": id_token, "post_logout_redirect_uri": back})
    return f"{place}?{query}" if place else ""


class _Signers:
    """The provider's public keys, asked for at each arrival: they rotate, and nobody arrives often."""

    def __init__(self, provider: Provider, address: str) -> None:
        self._provider, self._address = provider, address
        self._keys: KeySet | None = None

    def read(self, token: str) -> Mapping[str, Any]:
        """Return what the token says, once its signature holds."""
        from joserfc import errors, jwt

        keys = self._keys or self._bring()
        try:
            said = jwt.decode(token, keys, algorithms=list(self._provider.signed_by))
        except (
            errors.UnsupportedAlgorithmError,
            errors.MissingAlgorithmError,
            errors.UnsupportedKeyAlgorithmError,
        ):
            raise Refused("algorithm") from None
        except (errors.JoseError, ValueError, TypeError, KeyError):
            raise Refused("signature") from None
        return said.claims

    def _bring(self) -> "KeySet":
        from joserfc import errors
        from joserfc.jwk import KeySet

        told = _ask("GET", self._address).json()
        try:
            # A key shared with us signs nothing here: only the public halves are taken.
            public = [
                key for key in told["keys"] if key.get("kty") != "oct" and key.get("use", "sig") == "sig"
            ]
            self._keys = KeySet.import_key_set({"keys": public})
        except (errors.JoseError, ValueError, TypeError, KeyError, AttributeError):
            raise Refused("signature") from None
        return self._keys


def _discover(provider: Provider) -> Mapping[str, Any]:
    """Return the provider's addresses; whoever answers must call itself by the name that we trust."""
    answer = _ask("GET", f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    try:
        places = answer.json()
    except ValueError:
        raise Refused("down") from None
    if not isinstance(places, dict) or places.get("issuer") != provider.issuer:
        raise Refused("issuer")
    if not all(isinstance(places.get(name), str) for name in NEEDED):
        raise Refused("down")
    return places


def _exchange(
    provider: Provider, places: Mapping[str, Any], asked: Mapping[str, str], code: str
) -> Mapping[str, Any]:
    form = {"grant_type": "authorization_code", "code": code[:2000], "redirect_uri": asked["back"]}
    if provider.pkce:
        form["code_verifier"] = asked["verifier"]
    methods = places.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if "client_secret_basic" in methods:
        secret: tuple[str, str] | None = (provider.client_id, provider.client_secret)
    else:
        secret = None
        form |= {"client_id": provider.client_id, "client_secret": provider.client_secret}
    answer = _ask("POST", places["token_endpoint"], data=form, auth=secret, refused="token")
    try:
        tokens = answer.json()
    except ValueError:
        raise Refused("token") from None
    if not isinstance(tokens, dict) or "id_token" not in tokens:
        raise Refused("token")
    return tokens


def _check(provider: Provider, claims: Mapping[str, Any], now: float) -> None:
    """Refuse a token of somebody else, for somebody else, or whose time is over: not one second is given."""
    if claims.get("iss") != provider.issuer:
        raise Refused("issuer")
    audience = _listed(claims.get("aud"))
    if provider.client_id not in audience or claims.get("azp", provider.client_id) != provider.client_id:
        raise Refused("audience")
    if len(audience) > 1 and "azp" not in claims:
        raise Refused("audience")
    ends = claims.get("exp")
    if not isinstance(ends, int | float) or ends <= now:
        raise Refused("expired")


def _compare(
    provider: Provider, places: Mapping[str, Any], signers: _Signers, access: str, subject: str
) -> None:
    """Refuse when what the provider tells of the person is not signed as agreed, or is about somebody else."""
    place = places.get("userinfo_endpoint")
    if not isinstance(place, str):
        raise Refused("userinfo")
    answer = _ask("GET", place, headers={"Authorization": f"Bearer {access}"}, refused="userinfo")
    if provider.userinfo == "jwt":
        if answer.headers.get("Content-Type", "").partition(";")[0] != "application/jwt":
            raise Refused("userinfo")
        said = signers.read(answer.text)
        if said.get("iss") != provider.issuer or provider.client_id not in _listed(said.get("aud")):
            raise Refused("userinfo")
    else:
        try:
            said = answer.json()
        except ValueError:
            raise Refused("userinfo") from None
    if said.get("sub") != subject:
        raise Refused("userinfo")


def _ask(method: str, address: str, *, refused: str = "down", **more: Any) -> Any:
    import httpx

    try:
        answer = httpx.request(method, address, timeout=PATIENCE_S, follow_redirects=False, **more)
    except (httpx.HTTPError, httpx.InvalidURL):
        raise Refused("down") from None
    if answer.status_code >= 500:
        raise Refused("down")
    if answer.status_code != 200 or len(answer.content) > LONGEST_ANSWER:
        raise Refused(refused)
    return answer


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value] if value else []
