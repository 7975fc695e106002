"""Hand-made screens of the gallery: each part, in each of its states. People, numbers and dates are invented."""

from collections.abc import Callable, Mapping

from kiosk.gallery_words import ARABIC
from kiosk.screen import Camera, Cards, Comfort, Key, Leaf, Line, Pad, Panel, Screen, Section
from web.paper.qr import qr_svg

Say = Callable[..., Line]
Table = Cards | Pad | Leaf | Panel | Camera

CODE_ROWS = (tuple("23456789"), tuple("ABCDEFGH"), tuple("JKMNPQRS"), tuple("TUVWXYZ"))
DIGIT_ROWS = (tuple("123"), tuple("456"), tuple("789"), ("0",))
NIR_ROWS = (tuple("123"), tuple("456"), tuple("789"), ("2A", "0", "2B"))


def say_in(language: str) -> Say:
    """Return the function that says a French sentence in ``language`` (fr or ar)."""

    def say(msgid: str, **values: object) -> Line:
        text = msgid.partition("\x04")[2] or msgid
        if language == "ar":
            text = ARABIC.get(text, text)
        return Line(text % values if values else text)

    return say


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
        **made,
    )


def bar(say: Say, *, first: str = "back", chosen: str = "") -> tuple[Key, ...]:
    """Return the six permanent keys, as the routes make them."""
    ends = {
        "back": Key("bar", "back", say("Retour"), "arrow-left", action="/back", command="back"),
        "end": Key("bar", "end", say("Terminer"), "door-exit", action="/end", command="end"),
        "bigger": Key("size", "larger", say("Plus grand"), "letter-case", action="/comfort"),
    }
    easy = Key("easy", "yes", say("Texte facile"), "bulb", action="/comfort")
    language = Key(
        "bar", "language", say("Langue"), "language", action="/language", is_chosen=chosen == "language"
    )
    return (
        ends[first],
        Key("voice", "on", say("Écouter"), "volume", action="/comfort", command="listen"),
        Key(
            "bar",
            "comfort",
            say("Confort"),
            "adjustments",
            action="/comfort/see",
            is_chosen=chosen == "comfort",
        ),
        easy if first == "bigger" else language,
        Key("bar", "hide", say("Cacher"), "eye-off", action="/hide", command="hide"),
        Key(
            "bar",
            "help",
            say("Aide"),
            "heart-handshake",
            action="/help",
            is_chosen=chosen == "help",
            command="help",
        ),
    )


def _answer(say: Say, value: str, label: str, icon: str, line: str = "") -> Key:
    return Key("answer", value, say(label), icon, say(line) if line else None)


def _welcome(say: Say, _: Comfort) -> Mapping[str, object]:
    names = (("fr", "Français", "Bonjour"), ("en", "English", "Hello"), ("ar", "العربية", "مرحبًا"))
    keys = tuple(
        Key("answer", str(number), Line(own, language=tag), "", Line(hello, language=tag))
        for number, (tag, own, hello) in enumerate(names, 1)
    )
    return {
        "title": say("Bonjour"),
        "lines": (
            say("Ici, vous gérez Mon espace santé à votre rythme."),
            say("Touchez votre langue, ou mettez le casque."),
        ),
        "table": Cards("names", keys),
        "bar": bar(say, first="bigger"),
        "picture": "welcome.svg",
    }


def _comfort(say: Say, _: Comfort) -> Mapping[str, object]:
    keys = (
        _answer(say, "good", "Oui, c’est bien", "check", "Je continue."),
        _answer(say, "bigger", "Plus grand", "letter-case", "Le texte grandit."),
        _answer(say, "voice", "Avec la voix", "volume", "J’écoute les pages."),
        _answer(say, "contrast", "Plus de contraste", "contrast-2", "Le fond devient noir."),
        _answer(say, "easy", "Texte facile", "bulb", "Les phrases sont courtes."),
    )
    return {
        "title": say("Cet écran vous convient ?"),
        "lines": (say("Vous pourrez changer à tout moment, avec la touche Confort."),),
        "table": Cards("cards", keys),
        "bar": bar(say),
    }


def _choices(say: Say, _: Comfort) -> Mapping[str, object]:
    keys = (
        _answer(say, "activate", "L’activer", "folder-open", "Je vois mon dossier et je m’en sers."),
        _answer(say, "object", "Ne pas l’ouvrir", "folder-off", "Aucun dossier n’est ouvert."),
        _answer(say, "later", "Décider plus tard", "clock-pause", "Je peux refuser jusqu’au 3 janvier 2027."),
    )
    return {
        "title": say("Mon espace santé : que voulez-vous faire ?"),
        "lines": (
            say("Vous êtes libre de choisir. Vous pourrez changer d’avis."),
            say("Sans réponse, il s’ouvre le 4 janvier 2027."),
        ),
        "table": Cards("cards", keys, (_answer(say, "explain", "Expliquez-moi d’abord", "bulb"),)),
        "bar": bar(say, first="end"),
        "first_name": "Amina",
    }


def _left(say: Say, sentence: str, length: int) -> tuple[str, ...]:
    return ("", *(say(sentence, count=number).text for number in range(1, length + 1)))


def _code(say: Say, _: Comfort) -> Mapping[str, object]:
    return {
        "title": say("Tapez le code de votre lettre"),
        "lines": (),
        "table": Pad(
            kind="code",
            label=say("Votre code"),
            groups=(4, 4, 4),
            rows=CODE_ROWS,
            typed="7K4M2K",
            remaining=say("Encore %(count)s signes", count=6).text,
            left=_left(say, "Encore %(count)s signes", 12),
            keys=(
                Key("way", "camera", say("Montrez la lettre à la caméra"), "camera"),
                Key("way", "no_code", say("Je n’ai pas de code"), "mail"),
            ),
            submit=Key("go", "yes", say("Valider"), "check"),
            erase=say("Effacer"),
        ),
        "bar": bar(say),
        "progress": (1, 4),
        "progress_line": say("Étape 1 sur 4"),
    }


def _wrong_code(say: Say, _: Comfort) -> Mapping[str, object]:
    made = dict(_code(say, _))
    pad = made["table"]
    if not isinstance(pad, Pad):
        raise TypeError(pad)
    fields = {name: getattr(pad, name) for name in pad.__dataclass_fields__}
    made["table"] = Pad(**{**fields, "typed": "7K4M2K9PAAAA", "remaining": "", "problem_group": 2})
    made["problem"] = say("Vérifiez le deuxième groupe de votre code.")
    return made


def _nir(say: Say, _: Comfort) -> Mapping[str, object]:
    return {
        "title": say("Tapez votre numéro de sécurité sociale"),
        "lines": (),
        "table": Pad(
            kind="nir",
            label=say("Votre numéro"),
            groups=(1, 2, 2, 2, 3, 3, 2),
            rows=NIR_ROWS,
            typed="251036",
            remaining=say("Encore %(count)s chiffres", count=9).text,
            left=_left(say, "Encore %(count)s chiffres", 15),
            keys=(Key("way", "no_number", say("Je ne trouve pas"), "help-circle"),),
            submit=Key("go", "yes", say("Valider"), "check"),
            erase=say("Effacer"),
            picture="card-nir.svg",
            sheet=(
                say("Le numéro est ici, sur votre carte"),
                say("15 chiffres. Cette carte est un exemple."),
            ),
        ),
        "bar": bar(say),
        "progress": (2, 4),
        "progress_line": say("Étape 2 sur 4"),
    }


def _birth_date(say: Say, _: Comfort) -> Mapping[str, object]:
    return {
        "title": say("Quelle est votre date de naissance ?"),
        "lines": (),
        "table": Pad(
            kind="birth_date",
            label=say("Votre date de naissance"),
            groups=(2, 2, 4),
            rows=DIGIT_ROWS,
            typed="",
            remaining=say("Encore %(count)s chiffres", count=8).text,
            left=_left(say, "Encore %(count)s chiffres", 8),
            keys=(Key("way", "unknown", say("Je ne sais pas"), "help-circle"),),
            submit=Key("go", "yes", say("Valider"), "check"),
            erase=say("Effacer"),
            boxes=(say("Jour").text, say("Mois").text, say("Année").text),
        ),
        "bar": bar(say),
        "progress": (2, 4),
        "progress_line": say("Étape 2 sur 4"),
    }


def _confirm(say: Say, _: Comfort) -> Mapping[str, object]:
    keys = (
        _answer(say, "yes", "Oui", "check"),
        _answer(say, "no", "Non", "x"),
        _answer(say, "unknown", "Je ne sais pas", "question-mark"),
    )
    sheet = (
        say("Vous verrez votre dossier."),
        say("Vos soignants pourront le lire, sauf votre refus."),
        say("Vous pourrez le fermer quand vous voulez."),
    )
    return {
        "title": say("Vous voulez activer Mon espace santé. C’est bien cela ?"),
        "lines": (say("Voici ce qui va se passer."),),
        "table": Cards("answers", keys, sheet=sheet),
        "bar": bar(say),
        "progress": (4, 4),
        "progress_line": say("Étape 4 sur 4"),
    }


def _plain_confirm(say: Say, _: Comfort) -> Mapping[str, object]:
    made = dict(_confirm(say, _))
    cards = made["table"]
    if not isinstance(cards, Cards):
        raise TypeError(cards)
    made["table"] = Cards("answers", cards.keys)
    return made


def _receipt(say: Say, _: Comfort) -> Mapping[str, object]:
    keys = (
        _answer(say, "paper", "Imprimer ma preuve", "printer", "En gros caractères."),
        _answer(say, "home", "La recevoir chez moi", "mail", "Par courrier."),
        _answer(say, "more", "Autre demande", "refresh"),
        Key("answer", "finish", say("Terminer"), "door-exit"),
    )
    return {
        "title": say("C’est fait. Mon espace santé est activé."),
        "lines": (
            say("C’était le mardi 24 novembre 2026, à 10 h 20."),
            say("Gardez une preuve, comme vous préférez."),
        ),
        "table": Leaf(
            keys,
            sheet=(say("Numéro de preuve"), say("Avec lui, le 34 22 retrouve votre demande.")),
            qr=qr_svg("localhost/r/7K4M29PT"),
            proof_number="7K4M 29PT",
        ),
        "bar": bar(say, first="end"),
        "is_done": True,
    }


def _help(say: Say, _: Comfort) -> Mapping[str, object]:
    keys = (
        _answer(say, "call", "Appeler quelqu’un ici", "users", "Une personne vient à côté de vous."),
        _answer(say, "phone", "Parler au 34 22", "phone", "Par téléphone."),
        _answer(say, "keep", "Continuer plus tard", "restore", "Avec un code de reprise."),
    )
    return {
        "title": say("Qui peut vous aider ?"),
        "lines": (
            say("La personne voit votre étape, jamais vos documents."),
            say("Personne ne vous demandera votre code."),
        ),
        "table": Cards("cards", keys, (_answer(say, "again", "Revenir aux choix", "arrow-left"),)),
        "bar": bar(say, chosen="help"),
    }


def _explain(say: Say, _: Comfort) -> Mapping[str, object]:
    return {
        "title": say("Mon espace santé est un dossier sur internet."),
        "lines": (
            say("Vous y rangez vos papiers de santé."),
            say("Vos médecins peuvent les lire, si vous voulez."),
        ),
        "table": Leaf((Key("answer", "next", say("Suite"), "arrow-right"),)),
        "bar": bar(say),
    }


def _children(say: Say, _: Comfort) -> Mapping[str, object]:
    children = (("Yanis", "Il a 9 ans."), ("Lina", "Elle a 9 ans."), ("Inès", "Elle a 17 ans."))
    keys = tuple(
        Key("answer", str(number), Line(name, personal=True), "user", say(age))
        for number, (name, age) in enumerate(children, 1)
    )
    return {
        "title": say("Pour quel enfant ?"),
        "lines": (say("Touchez son prénom."),),
        "table": Cards("rows", keys),
        "bar": bar(say),
        "is_demonstration": True,
    }


def _camera(say: Say, _: Comfort) -> Mapping[str, object]:
    return {
        "title": say("Montrez la lettre à la caméra"),
        "lines": (say("Tenez le carré noir devant l’écran."),),
        "table": Camera(
            "answer",
            say("La caméra cherche le code."),
            (Key("way", "type", say("Je tape le code"), "pencil"),),
            say("La caméra ne marche pas. Tapez le code."),
        ),
        "bar": bar(say),
    }


def _farewell(say: Say, _: Comfort) -> Mapping[str, object]:
    return {
        "title": say("Au revoir."),
        "lines": (say("Tout est effacé de cet écran."), say("N’oubliez pas vos papiers et votre carte.")),
        "table": Leaf((Key("answer", "again", say("Recommencer"), "refresh"),)),
        "bar": bar(say, first="bigger"),
        "is_done": True,
    }


def _panel_screen(
    say: Say, need: str, title: str, line: str, sections: tuple[Section, ...]
) -> Mapping[str, object]:
    needs = (("see", "Voir", "eyeglass"), ("hear", "Entendre", "ear"), ("understand", "Comprendre", "bulb"))
    tabs = tuple(
        Key("value", name, say(label), icon, action="/comfort/panel", is_chosen=name == need)
        for name, label, icon in needs
    )
    return {
        "title": say(title),
        "lines": (say(line),),
        "table": Panel(tabs, sections),
        "bar": bar(say, chosen="comfort"),
        "note": say("Tout revient à la normale à votre départ"),
    }


def _see(say: Say, comfort: Comfort) -> Mapping[str, object]:
    sizes = (("S", "Petit"), ("M", "Moyen"), ("L", "Grand"), ("XL", "Très grand"), ("XXL", "Géant"))
    themes = (
        ("light", "Clair"),
        ("black-on-white", "Noir sur blanc"),
        ("white-on-black", "Blanc sur noir"),
        ("yellow-on-black", "Jaune sur noir"),
        ("soft", "Doux"),
        ("cream", "Crème"),
    )
    sections = (
        Section(say("Taille du texte"), _samples(say, "size", sizes, comfort.size)),
        Section(say("Couleurs"), _samples(say, "theme", themes, comfort.theme)),
    )
    line = "Elle change tout de suite. Votre page ne bouge pas."
    return _panel_screen(say, "see", "Voici la taille de votre texte.", line, sections)


def _samples(say: Say, name: str, values: tuple[tuple[str, str], ...], now: str) -> tuple[Key, ...]:
    return tuple(
        Key(
            "value",
            value,
            say(label),
            "",
            action=f"/comfort/see/{name}",
            is_chosen=value == now,
            sample=value,
        )
        for value, label in values
    )


def _setting(say: Say, label: str, icon: str = "", *, is_chosen: bool = False) -> Key:
    return Key("value", label, say(label), icon, action="/comfort/see/none", is_chosen=is_chosen)


def _hear(say: Say, comfort: Comfort) -> Mapping[str, object]:
    voice = (
        _setting(say, "Tout haut", "volume", is_chosen=True),
        _setting(say, "Dans le casque", "headphones"),
        _setting(say, "Je coupe la voix", "volume-off"),
    )
    speed = (_setting(say, "Plus lent", "minus"), _setting(say, "Plus vite", "plus"))
    volume = (_setting(say, "Moins fort", "minus"), _setting(say, "Plus fort", "plus"))
    sections = (
        Section(say("La voix"), voice),
        Section(
            say("Vitesse de la voix"),
            speed,
            (comfort.speed, 7),
            say("Vitesse %(count)s sur 7", count=comfort.speed),
        ),
        Section(
            say("Volume de la voix"),
            volume,
            (comfort.volume, 9),
            say("Volume %(count)s sur 9", count=comfort.volume),
        ),
    )
    return _panel_screen(
        say, "hear", "Je parle dans le casque.", "Ce qui est personnel n’est jamais dit tout haut.", sections
    )


def _understand(say: Say, _: Comfort) -> Mapping[str, object]:
    texts = (
        _setting(say, "Texte courant", "file-text", is_chosen=True),
        _setting(say, "Texte facile", "bulb"),
    )
    paces = tuple(
        _setting(say, label, is_chosen=label == "Normal")
        for label in ("Normal", "2 fois plus", "5 fois plus")
    )
    sections = (Section(say("Le texte"), texts), Section(say("Mon temps"), paces))
    return _panel_screen(
        say,
        "understand",
        "Je peux parler plus simplement.",
        "Des phrases courtes, une idée à la fois.",
        sections,
    )


NAMES: Mapping[str, Callable[[Say, Comfort], Mapping[str, object]]] = {
    "welcome": _welcome,
    "comfort": _comfort,
    "choices": _choices,
    "code": _code,
    "wrong-code": _wrong_code,
    "nir": _nir,
    "birth-date": _birth_date,
    "confirm": _confirm,
    "plain-confirm": _plain_confirm,
    "receipt": _receipt,
    "help": _help,
    "explain": _explain,
    "children": _children,
    "camera": _camera,
    "farewell": _farewell,
    "see": _see,
    "hear": _hear,
    "understand": _understand,
}
