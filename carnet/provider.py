"""The provider of identities that an installation trusts, read from a file that only its owner reads. None is needed."""

import json
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ASYMMETRIC = frozenset({"RS256", "ES256", "PS256", "EdDSA"})
LOCAL = frozenset({"localhost", "127.0.0.1"})


class ProviderFault(Exception):
    """Why the file of the provider cannot be used, in one sentence that repeats no secret."""


@dataclass(frozen=True)
class Provider:
    """What differs between providers. ProConnect: ``pkce`` off, no ``acr_values``, ``asks_mfa`` on, ``userinfo`` ``jwt``.

    ``acr_values``: asked for, and one of them must come back. ``strong_acr``: the levels that stand for two factors
    where a provider says no ``amr``. ``signed_by``: the algorithms that its tokens may have, never ``none`` nor a shared key.
    """

    name: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scope: str = "openid"
    pkce: bool = True
    acr_values: tuple[str, ...] = ()
    strong_acr: tuple[str, ...] = ()
    asks_mfa: bool = True
    signed_by: tuple[str, ...] = ("RS256", "ES256")
    userinfo: str = "jwt"

    def __post_init__(self) -> None:
        address = urlsplit(self.issuer)
        if address.scheme != "https" and address.hostname not in LOCAL:
            raise ProviderFault("issuer: an address that starts with https://")
        if not (self.name and self.client_id and self.client_secret):
            raise ProviderFault("name, client_id and client_secret: none may be empty")
        if not self.signed_by or not set(self.signed_by) <= ASYMMETRIC:
            raise ProviderFault(f"signed_by: among {', '.join(sorted(ASYMMETRIC))}")
        if self.userinfo not in ("jwt", "json", "none"):
            raise ProviderFault("userinfo: jwt, json or none")


def read_provider(path: Path) -> Provider:
    """Return the provider that the file describes.

    Raises ProviderFault.
    """
    try:
        mode = path.stat().st_mode & 0o077
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise ProviderFault(f"{path} cannot be read: {fault.strerror}") from None
    except ValueError:
        raise ProviderFault(f"{path} is not a JSON file") from None
    if mode:
        raise ProviderFault(f"{path} can be read by others: chmod 600 {path}")
    unknown = set(told) - {each.name for each in fields(Provider)}
    if unknown:
        raise ProviderFault(f"{path}: no such setting: {', '.join(sorted(unknown))}")
    lists: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in told.items()
    }
    try:
        return Provider(**lists)
    except TypeError:
        raise ProviderFault(f"{path}: name, issuer, client_id and client_secret must be there") from None
