"""Hand-made screens of the steps: each part, in each of its states. People, numbers and dates are invented."""

from collections.abc import Mapping

from kiosk.gallery.frame import Say, bar
from kiosk.screen import Camera, Cards, Comfort, Key, Leaf, Line, Pad
from web.paper.qr import qr_svg

CODE_ROWS = (tuple("23456789"), tuple("ABCDEFGH"), tuple("JKMNPQRS"), tuple("TUVWXYZ"))
DIGIT_ROWS = (tuple("123"), tuple("456"), tuple("789"), ("0",))
NIR_ROWS = (tuple("123"), tuple("456"), tuple("789"), ("2A", "0", "2B"))


def _answer(say: Say, value: str, label: str, icon: str, line: str = "") -> Key:
    return Key("answer", value, say(label), icon, say(line) if line else None)


def welcome(say: Say, _: Comfort) -> Mapping[str, object]:
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


def comfort(say: Say, _: Comfort) -> Mapping[str, object]:
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


def choices(say: Say, _: Comfort) -> Mapping[str, object]:
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


def code(say: Say, _: Comfort) -> Mapping[str, object]:
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


def wrong_code(say: Say, _: Comfort) -> Mapping[str, object]:
    made = dict(code(say, _))
    pad = made["table"]
    if not isinstance(pad, Pad):
        raise TypeError(pad)
    made["table"] = pad._replace(typed="7K4M2K9PAAAA", remaining="", problem_group=2)
    made["problem"] = say("Vérifiez le deuxième groupe de votre code.")
    return made


def nir(say: Say, _: Comfort) -> Mapping[str, object]:
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


def birth_date(say: Say, _: Comfort) -> Mapping[str, object]:
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


def confirm(say: Say, _: Comfort) -> Mapping[str, object]:
    keys = (
        _answer(say, "yes", "Oui", "check"),
        _answer(say, "no", "Non", "x"),
        _answer(say, "unknown", "Je ne sais pas", "question-mark"),
    )
    sheet = (
        say("Vous verrez votre dossier."),
        say("Vos soignants pourront le lire, sauf si vous refusez."),
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


def plain_confirm(say: Say, _: Comfort) -> Mapping[str, object]:
    made = dict(confirm(say, _))
    cards = made["table"]
    if not isinstance(cards, Cards):
        raise TypeError(cards)
    made["table"] = Cards("answers", cards.keys)
    return made


def receipt(say: Say, _: Comfort) -> Mapping[str, object]:
    keys = (
        _answer(say, "paper", "Imprimer ma preuve", "printer", "En gros caractères."),
        _answer(say, "home", "La recevoir chez moi", "mail", "Par courrier."),
        _answer(say, "more", "Autre demande", "refresh"),
    )
    return {
        "title": say("C’est fait. Mon espace santé est activé."),
        "lines": (
            say("C’était le mardi 24 novembre 2026, à 10 h 20."),
            say("Gardez une preuve, comme vous préférez."),
        ),
        "table": Leaf(
            keys,
            sheet=(say("Avec lui, le 34 22 retrouve votre demande."),),
            qr=qr_svg("localhost/r/7K4M29PT"),
            proof_number="7K4M 29PT",
            proof_label=say("Numéro de preuve"),
        ),
        "bar": bar(say, first="end"),
        "is_done": True,
    }


def help_page(say: Say, _: Comfort) -> Mapping[str, object]:
    keys = (
        _answer(say, "call", "Appeler quelqu’un ici", "users", "Si une personne est là, elle vient."),
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


def explain(say: Say, _: Comfort) -> Mapping[str, object]:
    return {
        "title": say("Mon espace santé est un dossier sur internet."),
        "lines": (
            say("Vous y rangez vos papiers de santé."),
            say("Vos médecins peuvent les lire, si vous voulez."),
        ),
        "table": Leaf((Key("answer", "next", say("Suite"), "arrow-right"),)),
        "bar": bar(say),
    }


def children(say: Say, _: Comfort) -> Mapping[str, object]:
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


def camera(say: Say, _: Comfort) -> Mapping[str, object]:
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


def farewell(say: Say, _: Comfort) -> Mapping[str, object]:
    return {
        "title": say("Au revoir."),
        "lines": (say("Tout est effacé de cet écran."), say("N’oubliez pas vos papiers et votre carte.")),
        "table": Leaf((Key("answer", "again", say("Recommencer"), "refresh"),)),
        "bar": bar(say, first="bigger"),
        "is_done": True,
    }
