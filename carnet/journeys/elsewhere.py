"""Not here, but there: cards, refunds, emergencies, people not insured in France. Each place has one page and one paper."""

from carnet.domain.journey import Choice, Journey, Option, Step, Words
from carnet.domain.words import N_
from carnet.journeys.answers import AGAIN, FINISH, HELP, RETRY
from carnet.journeys.entries import RESUME_CODE
from carnet.services import resumption
from carnet.services.facts import facts

BACK_OR_FINISH = Choice({"again": AGAIN, "help": HELP, "finish": FINISH})
ON = {"again": "start/what", "help": "assist/ask", "finish": "leave/farewell"}

OTHER = Journey(
    "other",
    (
        Step(
            id="what",
            says=Words(
                N_("Quelle est votre demande ?\nCertaines choses se font ailleurs. Nous vous disons où."),
                do=N_("Écoutez la demande, puis choisissez la ligne avec elle."),
                watch=N_("C’est urgent pour sa santé ? Faites le 15 tout de suite."),
            ),
            asks=Choice(
                {
                    "resume": Option(N_("Reprendre une visite"), N_("J’ai un code de reprise.")),
                    "insurance": Option(N_("Carte ou remboursement"), N_("Carte Vitale, carte européenne.")),
                    "not_insured": Option(N_("Sans assurance en France")),
                    "card": Option(N_("Ma carte est illisible")),
                    "emergency": Option(N_("C’est une urgence")),
                }
            ),
            then={
                "resume": "code",
                "insurance": "elsewhere/insurance",
                "not_insured": "elsewhere/not_insured",
                "card": "without/card",
                "emergency": "elsewhere/emergency",
            },
        ),
        Step(
            id="code",
            says=Words(
                N_("Tapez votre code de reprise."),
                do=N_("La personne tape elle-même son code de reprise."),
                watch=N_("Le code a plus d’un jour ? Il faut recommencer."),
            ),
            asks=RESUME_CODE,
            does=resumption.resume,
            then={"resumed": "leave/farewell", "wrong": "wrong", "lost": "start/what"},
        ),
        Step(
            id="wrong",
            says=Words(
                N_(
                    "Ce code de reprise ne marche pas.\nIl a peut-être déjà servi, ou plus d’un jour.\nVous pouvez recommencer sans lui."
                ),
                do=N_("Dites que rien n’est perdu. On peut recommencer sans ce code."),
                watch=N_("Elle confond avec le code de la lettre ? Il a 12 signes."),
            ),
            asks=Choice({"retry": RETRY, "again": AGAIN, "help": HELP}),
            then={"retry": "code", "again": "start/what", "help": "assist/ask"},
        ),
    ),
    facts,
)

ELSEWHERE = Journey(
    "elsewhere",
    (
        Step(
            id="insurance",
            says=Words(
                N_(
                    "Cela ne se fait pas ici.\nCarte Vitale, carte européenne, remboursements : c’est ameli.\n"
                    "Le site est ameli.fr. Le téléphone est le 36 46."
                ),
                do=N_("Donnez le numéro 36 46. Écrivez-le en grand si besoin."),
                watch=N_("Elle voulait aussi son dossier ? Revenez aux choix."),
            ),
            asks=BACK_OR_FINISH,
            then=ON,
        ),
        Step(
            id="not_insured",
            says=Words(
                N_(
                    "Vous n’avez pas d’assurance maladie en France.\nMon espace santé est lié à l’assurance française.\n"
                    "Si un dossier existe, le 34 22 peut le fermer."
                ),
                do=N_("Le 34 22 vérifie autrement l’identité. Proposez l’appel."),
                watch=N_("Elle a quitté la France et veut refuser ? C’est son droit."),
            ),
            asks=BACK_OR_FINISH,
            then=ON,
        ),
        Step(
            id="emergency",
            says=Words(
                N_(
                    "Une urgence ? Appelez maintenant.\nLe 15 est le numéro du SAMU.\nLe 112 marche dans toute l’Europe.\n"
                    "Le 114 est pour les SMS, si vous entendez mal."
                ),
                do=N_("Appelez le 15 avec elle, tout de suite."),
                watch=N_("Elle ne peut pas parler ? Le 114 répond aux SMS."),
            ),
            asks=BACK_OR_FINISH,
            then=ON,
        ),
        Step(
            id="counter",
            says=Words(
                N_(
                    "Allez à un guichet de l’Assurance Maladie.\nPrenez une pièce d’identité.\n"
                    "Le guichet vérifie qui vous êtes et corrige vos adresses."
                ),
                do=N_("Cherchez avec elle le guichet le plus proche."),
                watch=N_("Elle se déplace mal ? Proposez le 34 22."),
            ),
            asks=BACK_OR_FINISH,
            then=ON,
        ),
        Step(
            id="france_services",
            says=Words(
                N_(
                    "France services aide sans rendez-vous, souvent.\nDes agents aident avec les démarches sur internet.\n"
                    "Prenez votre lettre et une pièce d’identité."
                ),
                do=N_("Cherchez avec elle la maison France services la plus proche."),
                watch=N_("Elle craint d’y aller seule ? Proposez un rendez-vous."),
            ),
            asks=BACK_OR_FINISH,
            then=ON,
        ),
    ),
    facts,
)
