"""Welcome: a language, then a first comfort choice. Nothing about the person is asked."""

from carnet.domain.journey import Choice, Journey, Option, Pick, Step, Words
from carnet.domain.words import N_, NP_
from carnet.services import comfort, identity
from carnet.services.facts import facts

BY_PHONE = {"dictated": "by_phone/nir", "recognised": "by_phone/how"}

WELCOME = Journey(
    "welcome",
    (
        Step(
            id="language",
            says=Words(
                N_(
                    "Bonjour\nIci, vous gérez Mon espace santé à votre rythme.\nChoisissez votre langue, ou mettez le casque."
                ),
                do=N_("Demandez à la personne sa langue."),
                watch=N_("Elle cherche sa langue ? Lisez-lui les noms un par un."),
            ),
            asks=Pick("languages"),
            does=comfort.choose_language,
            then={"chosen": "comfort", "gone": "language"},
        ),
        Step(
            id="comfort",
            says=Words(
                N_("Cet écran vous convient ?\nVous pourrez changer à tout moment, avec la touche Confort."),
                do=N_("Demandez si l’écran ou la voix lui convient."),
                watch=N_("Elle se penche ou plisse les yeux ? Proposez un texte plus grand."),
            ),
            asks=Choice(
                {
                    "good": Option(N_("Oui, c’est bien"), NP_("key", "Je continue.")),
                    "bigger": Option(NP_("key", "Plus grand"), N_("Le texte grandit.")),
                    "voice": Option(N_("Avec la voix"), N_("J’écoute les pages.")),
                    "contrast": Option(N_("Plus de contraste"), N_("Le fond devient noir.")),
                    "easy": Option(NP_("key", "Texte facile"), N_("Les phrases sont courtes.")),
                }
            ),
            does=comfort.adjust,
            then={"good": "start/what", "changed": "comfort"},
        ),
    ),
    facts,
)

START = Journey(
    "start",
    (
        Step(
            id="what",
            says=Words(
                N_(
                    "Mon espace santé : par où commencer ?\nVous êtes libre. Vous pourrez changer d’avis.\nPrenez votre temps : rien n’est limité."
                ),
                do=N_("Demandez si la personne a sa lettre avec elle."),
                watch=N_("Elle hésite ? Proposez l’explication, sans conseiller un choix."),
            ),
            asks=Choice(
                {
                    "letter": Option(N_("J’ai ma lettre"), N_("Elle porte un code.")),
                    "no_code": Option(N_("Je n’ai pas de code"), N_("J’en demande un.")),
                    "later": Option(N_("Décider plus tard"), N_("Je ne donne pas mon nom.")),
                    "explain": Option(NP_("key", "Expliquez-moi d’abord")),
                    "other": Option(NP_("key", "Autre demande")),
                }
            ),
            does=identity.way_in,
            then={
                **BY_PHONE,
                "letter": "identify/code",
                "no_code": "new_code/purpose",
                "later": "later/undated",
                "explain": "explain/what",
                "other": "other/what",
            },
        ),
    ),
    facts,
)

LATER = Journey(
    "later",
    (
        Step(
            id="undated",
            says=Words(
                N_(
                    "Vous pouvez décider plus tard.\nSans réponse, Mon espace santé s’ouvre tout seul.\n"
                    "La date est écrite sur votre lettre."
                ),
                do=N_("Dites que rien n’est fait. La date est sur la lettre."),
                watch=N_("Elle veut sa date exacte ? Il faut alors vérifier qui elle est."),
            ),
            asks=Choice(
                {
                    "date": Option(N_("Voir ma date")),
                    "again": Option(N_("Revenir aux choix")),
                    "finish": Option(NP_("key", "Terminer")),
                }
            ),
            does=identity.way_in_for_date,
            then={**BY_PHONE, "date": "identify/code", "again": "start/what", "finish": "leave/farewell"},
        ),
        Step(
            id="dated",
            says=Words(
                N_(
                    "C’est vous qui décidez, plus tard.\nVous pouvez refuser jusqu’au %(last_day)s.\n"
                    "Sans réponse, il s’ouvre le %(opens_on)s."
                ),
                do=N_("Faites répéter les deux dates. Proposez de les noter."),
                watch=N_("Elle croit avoir refusé ? Redites que rien n’est décidé."),
            ),
            asks=Choice(
                {
                    "again": Option(N_("Revenir aux choix")),
                    "finish": Option(NP_("key", "Terminer")),
                }
            ),
            then={"again": "choices/notified", "finish": "leave/farewell"},
        ),
    ),
    facts,
)
