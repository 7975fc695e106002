"""The codes with which a contact may end, as valid on a day; a list that breaks its own rules is not read at all."""

from datetime import date

from carnet.domain.wrap_up import Code, Figure, faults
from carnet.reference.facts import read, valid_on


class UnfitCodesError(ValueError):
    """A list of codes that nobody could use: too many, or keys that clash."""


def wrap_up_codes(on: date) -> tuple[Code, ...]:
    """Return the codes in use on ``on``, in the order in which they are shown.

    Raises NoFactError, or UnfitCodesError with all faults at once.
    """
    codes = tuple(
        Code(name, group, f"{its['key']}{code['key']}", Figure(code["figure"]))
        for group, its in valid_on(read("wrap_up"), "codes", on)["groups"].items()
        for name, code in its["codes"].items()
    )
    if found := faults(codes):
        raise UnfitCodesError("; ".join(found))
    return codes
