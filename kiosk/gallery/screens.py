"""The screens of the gallery by name."""

from collections.abc import Callable, Mapping

from kiosk.gallery import panels, steps
from kiosk.gallery.frame import Say, say_in
from kiosk.screen import Comfort, Screen

NAMES: Mapping[str, Callable[[Say, Comfort], Mapping[str, object]]] = {
    "welcome": steps.welcome,
    "comfort": steps.comfort,
    "choices": steps.choices,
    "code": steps.code,
    "wrong-code": steps.wrong_code,
    "nir": steps.nir,
    "birth-date": steps.birth_date,
    "confirm": steps.confirm,
    "plain-confirm": steps.plain_confirm,
    "receipt": steps.receipt,
    "help": steps.help_page,
    "explain": steps.explain,
    "children": steps.children,
    "camera": steps.camera,
    "farewell": steps.farewell,
    "see": panels.see,
    "hear": panels.hear,
    "understand": panels.understand,
}


def screen(name: str, *, language: str, size: str, theme: str) -> Screen:
    """Return the screen ``name`` of the gallery, in French or Arabic."""
    say = say_in(language)
    comfort = Comfort(language=language, size=size, theme=theme)
    made = NAMES[name](say, comfort)
    return Screen(
        place=f"gallery/{name}",
        comfort=comfort,
        tag="ar" if language == "ar" else "fr",
        direction="rtl" if language == "ar" else "ltr",
        action=f"/gallery/{name}",
        forgery="gallery",
        sequence=1,
        may_resume=True,
        **made,
    )
