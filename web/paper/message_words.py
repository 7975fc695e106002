"""What a mail or a text message says. It names no service and no act: others may see the screen of a telephone."""

from carnet.domain.words import N_

CODE_SUBJECT = N_("Votre code est arrivé")
CODE = (
    N_("Votre code : %(code)s"),
    N_("Il sert une fois, pendant %(code_hours)s."),
    N_("Ne le donnez à personne."),
)

CONFIRMATION_SUBJECT = N_("Votre demande est enregistrée")
CONFIRMATION = (
    N_("Votre demande est enregistrée."),
    N_("Votre numéro de preuve : %(proof_number)s"),
    N_("Ce n’était pas vous ? Appelez le 34 22."),
)

NEWS_SUBJECT = N_("Une nouvelle pour vous")
NEWS = (
    N_("Nous avons une nouvelle pour vous."),
    N_("Appelez le 34 22 pour la connaître."),
)
