"""The three facts that tell who is there, besides a code: number, date of birth, card. Each is typed once, in groups."""

from collections.abc import Callable, Mapping

from carnet.domain.journey import Option, Step, Words
from carnet.domain.words import N_
from carnet.journeys.answers import HELP
from carnet.journeys.entries import BIRTH_DATE, NIR, SERIAL
from carnet.services import identity

CHECK = {
    "nir": Option(N_("Vérifier le numéro")),
    "birth_date": Option(N_("Vérifier la date")),
    "serial": Option(N_("Vérifier la carte")),
    "help": HELP,
}
CHECK_THEN = {"nir": "nir", "birth_date": "birth_date", "serial": "serial", "help": "assist/ask"}


def three_facts(
    number: Words, *, does: Callable[..., str], then: Mapping[str, str]
) -> tuple[Step, Step, Step]:
    """Return the three steps; ``number`` says whose number is asked, ``does`` takes the card and knows the other two."""
    return (
        Step(
            id="nir",
            says=number,
            asks=NIR,
            does=identity.take_number,
            then={
                "done": "birth_date",
                "no_number": "without/number",
                "to_person": "without/provisional",
            },
        ),
        Step(
            id="birth_date",
            says=Words(
                N_(
                    "Tapez la date de naissance.\nPour un enfant, tapez la date de l’enfant.\nJour ou mois inconnu : tapez 00."
                ),
                do=N_("La personne tape elle-même : jour, mois, année."),
                watch=N_("Elle ne connaît pas le jour ? Deux zéros suffisent."),
            ),
            asks=BIRTH_DATE,
            then="serial",
        ),
        Step(
            id="serial",
            says=Words(
                N_(
                    "Tapez le numéro de la carte.\nAvec une photo : tapez les 11 derniers chiffres.\nSans photo : tapez tout le numéro."
                ),
                do=N_("La personne tape elle-même. Proposez la loupe ou le lecteur de carte."),
                watch=N_("La carte est usée ? La touche « Je n’ai pas de carte » continue."),
            ),
            asks=SERIAL,
            does=does,
            then=then,
        ),
    )
