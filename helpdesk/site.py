"""Where this console is, for keys that are bound to a name: a bare number of a machine is no name to them."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from carnet.provider import Provider, read_provider
from carnet.services.staff.passkeys import Site
from web.factory import house


def site() -> Site:
    """Return the name and the address that passkeys of this console are bound to."""
    address = house().settings.console_url
    return Site(urlsplit(address).hostname or "", address)


def the_provider() -> Provider | None:
    """Return the provider of identities that this installation trusts, read anew: its file may have been replaced."""
    path = house().settings.provider
    return read_provider(path) if path else None


def has_passkeys() -> bool:
    """Tell whether browsers make passkeys for this console: for a name, never for a bare number."""
    try:
        ip_address(site().rp_id)
    except ValueError:
        return True
    return False
