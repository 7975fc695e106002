"""What Mon espace santé is, in five short screens; for and against nothing."""

from carnet.domain.journey import Choice, Journey, Option, Step, Words
from carnet.domain.words import N_
from carnet.journeys.answers import BY_STATE, FINISH, NEXT
from carnet.services import identity
from carnet.services.facts import facts

EXPLAIN = Journey(
    "explain",
    (
        Step(
            id="what",
            says=Words(
                N_(
                    "C’est quoi, Mon espace santé ?\nC’est un dossier de santé, sur internet.\n"
                    "Vos soignants y rangent vos résultats et ordonnances.\nIl est gratuit."
                ),
                do=N_("Lisez la page avec la personne."),
                watch=N_("Elle confond avec ameli ? Ameli, ce sont les remboursements."),
            ),
            asks=NEXT,
            then={"next": "who"},
        ),
        Step(
            id="who",
            says=Words(
                N_(
                    "Qui peut le lire ?\nVous, quand il est activé.\nVos soignants, avec votre accord.\n"
                    "Jamais votre employeur, votre banque ou votre mutuelle."
                ),
                do=N_("Lisez la page. Répondez aux questions sur le secret."),
                watch=N_("Elle s’inquiète pour un soignant précis ? Elle pourra le bloquer."),
            ),
            asks=NEXT,
            then={"next": "silence"},
        ),
        Step(
            id="silence",
            says=Words(
                N_(
                    "Et si vous ne répondez pas ?\nIl s’ouvre tout seul, six semaines après la lettre.\n"
                    "Vos soignants peuvent alors l’utiliser.\nVous le verrez seulement si vous l’activez."
                ),
                do=N_("Expliquez la différence : ouvert tout seul, ou activé."),
                watch=N_("Elle croit que le silence veut dire non ? Redites la règle."),
            ),
            asks=NEXT,
            then={"next": "refuse"},
        ),
        Step(
            id="refuse",
            says=Words(
                N_(
                    "Et si vous dites non ?\nAucun dossier n’est ouvert.\n"
                    "Vos soins et vos remboursements ne changent pas.\nVous pourrez changer d’avis."
                ),
                do=N_("Dites-le sur le même ton : refuser est aussi simple."),
                watch=N_("Elle a peur de perdre ses droits ? Rien ne change pour eux."),
            ),
            asks=NEXT,
            then={"next": "closing"},
        ),
        Step(
            id="closing",
            says=Words(
                N_(
                    "Et pour arrêter plus tard ?\nVous pouvez le fermer quand vous voulez.\n"
                    "Le contenu est gardé dix ans, sans être lu.\nVous pouvez aussi demander son effacement."
                ),
                do=N_("Fermer et effacer sont deux demandes différentes."),
                watch=N_("Elle a compris ? Demandez-lui de le dire avec ses mots."),
            ),
            asks=Choice({"choose": Option(N_("Je veux choisir")), "finish": FINISH}),
            does=identity.place,
            then={**BY_STATE, "finish": "leave/farewell"},
        ),
    ),
    facts,
)
