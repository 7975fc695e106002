"""What helps a person follow, as they chose it: easy text, large signs, voice, contrast, more time."""

from typing import Final

AIDS: Final = ("easy", "big", "voice", "contrast", "pace")


def aids(*, easy: bool, size: str, voice: bool, theme: str, pace: int) -> tuple[str, ...]:
    """Return the names of what somebody chose, in the order of ``AIDS``."""
    chosen = (easy, size in ("XL", "XXL"), voice, theme != "light", pace > 1)
    return tuple(name for name, is_chosen in zip(AIDS, chosen, strict=True) if is_chosen)
