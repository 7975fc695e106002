"""Papers for tests: keyword-only, valid by default. All people, codes and numbers are invented."""

from datetime import UTC, date, datetime

from carnet.domain.birth_date import BirthDate
from carnet.domain.code import make_code
from carnet.domain.nir import read_nir
from carnet.services.disclosure import Seen
from web.locale import Catalogue
from web.paper.cards import InventedCard
from web.paper.letters import CodeFacts, NoticeFacts
from web.paper.news import NewsFacts
from web.paper.sheets import Envelope
from web.paper.tongue import Tongue

CODE = make_code(lambda length: bytes(range(length)))
NIR = "251036399900118"
SENT_ON, LAST_DAY, OPENS_ON = date(2026, 11, 22), date(2027, 1, 3), date(2027, 1, 4)

ARABIC = Tongue(
    "ar",
    Catalogue(
        {
            "C’est enregistré. Rien ne sera ouvert.": "تم التسجيل. لن يفتح أي ملف.",
            "Votre numéro de preuve\N{NO-BREAK SPACE}: %(proof_number)s": "رقم الإثبات: %(proof_number)s",
            "Vous pouvez dire oui. Vous pouvez dire non.": "يمكنكم قول نعم. يمكنكم قول لا.",
        }
    ),
)
"""A few sentences in Arabic; the others fall back to French, so that both directions meet on one sheet."""


def make_envelope(
    *, name="Jeanne Vautrin", address=("Résidence des Lilas", "14 rue du Marché", "87000 Limoges")
):
    return Envelope(("Assurance Maladie", "Caisse de démonstration", "87000 Limoges"), name, address)


def make_notice_facts(**changes):
    return NoticeFacts(**make_code_facts_dict(), **{"last_day": LAST_DAY, "opens_on": OPENS_ON, **changes})


def make_code_facts(**changes):
    return CodeFacts(**{**make_code_facts_dict(), **changes})


def make_code_facts_dict():
    return {"code": CODE, "sent_on": SENT_ON, "code_valid_until": LAST_DAY}


def make_news_facts(**changes):
    """Return what every letter of news may need: a letter takes from it what its sentences name."""
    names = (
        "done_on",
        "opened_on",
        "deletion_asked_on",
        "closed_on",
        "archive_ends_on",
        "suspended_on",
        "stated_on",
        "promised_on",
    )
    days = {
        **dict.fromkeys(names, SENT_ON),
        "last_day": LAST_DAY,
        "closes_on": OPENS_ON,
        "lapses_on": LAST_DAY,
    }
    return NewsFacts(**{"sent_on": SENT_ON, "days": days, **changes})


def make_seen():
    """Return an extract of the journal: a helper who looked, a date that acted, the person at a kiosk."""
    at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    looked = Seen(at, "open_card", "opened", "Camille Aidante", "France services", "call")
    return (
        looked,
        Seen(at, "open", "done", "", "", "", is_ours=False),
        Seen(at, "object", "objected", "", "", ""),
    )


def make_receipt_facts(**changes):
    """Return what every act may need: a receipt takes from it what its sentences name."""
    return {
        "proof_number": "7K4M29PT",
        "resume_code": "ABCD2345",
        "done_at": datetime(2026, 11, 24, 9, 20, tzinfo=UTC),
        "place": "médiathèque de Limoges",
        "help": "none",
        "resume_url": "https://cdm.example/7K4M29PT",
        "resume_hours": 24,
        "archive_ends_on": date(2036, 11, 24),
        "deletion_ends_on": date(2027, 2, 24),
        "code_valid_until": LAST_DAY,
        "route": "post",
        "is_demonstration": False,
        **changes,
    }


def make_card(**changes):
    facts = {
        "name": "Jeanne Vautrin",
        "nir": read_nir(NIR),
        "printed": "802500000212345678901",
        "serial": "12345678901",
        "has_photo": True,
        "born": BirthDate(1951, 3, 12),
        "made_on": SENT_ON,
        "about": ("Elle attend.",),
    }
    return InventedCard(**{**facts, **changes})
