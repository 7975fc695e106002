"""What the page of a card receives: finished objects, none of which knows more of a person than it shows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """One thing that the helper types and that is thrown away. It has no value: nothing typed comes back."""

    name: str
    label: str
    hint: str
    fault: str = ""


@dataclass(frozen=True)
class Known:
    """One case of the person, by reference; ``number`` leads to it when it is in this helper's hands, else 0."""

    reference: str
    number: int


@dataclass(frozen=True)
class PersonCard:
    """``is_recognised``: the check has passed in this visit; ``is_proved``: more than a relative may know was shown."""

    number: int
    name: str
    born: str
    department: str
    purpose: str
    is_recognised: bool
    is_proved: bool
    is_spent: bool
    has_visit: bool
    is_busy: bool
    asked: tuple[Asked, ...]
    has_faults: bool
    cases: tuple[Known, ...]


@dataclass(frozen=True)
class SeenLine:
    """One line of the person's own extract, in sentences."""

    at: str
    what: str
    who: str
    why: str = ""
