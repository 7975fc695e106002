"""What the letters say. Yes and no have the same words, but for the one that tells them apart."""

from carnet.domain.words import N_

NOTICE_TITLE = N_("Mon espace santé : vous choisissez")
ABOUT_CHILD = N_("Cette lettre concerne votre enfant : %(child)s.")
ABOUT_PROTECTED = N_("Cette lettre concerne la personne que vous protégez : %(protected)s.")
WHAT = (
    N_("C’est un dossier de santé, sur internet. Il est gratuit."),
    N_("Vos soignants y rangent vos résultats et ordonnances."),
    N_("Vous pouvez dire oui. Vous pouvez dire non."),
    N_("Vos soins et vos remboursements ne changent pas."),
)
WHAT_FOR_ANOTHER = (
    N_("C’est un dossier de santé, sur internet. Il est gratuit."),
    N_("Ses soignants y rangent ses résultats et ordonnances."),
    N_("Vous pouvez dire oui. Vous pouvez dire non."),
    N_("Ses soins et vos remboursements ne changent pas."),
)

CODE = N_("Votre code provisoire : %(code)s")
CODE_USE = (
    N_("Il sert une seule fois, jusqu’au %(code_valid_until)s."),
    N_("Ce carré contient le code : montrez-le à la borne."),
)
SQUARE = N_("Carré à montrer à la borne. Il contient le code écrit à côté.")

ANSWER = N_("Comment pouvez-vous répondre ?")
BRING = N_("Prenez ce code et votre carte Vitale.")
BRING_FOR_ANOTHER = N_("Prenez ce code, votre carte Vitale et sa date de naissance.")
YES = (
    N_("Pour dire oui"),
    N_("Dites oui à la borne."),
    N_("Vous recevez une preuve."),
)
NO = (
    N_("Pour dire non"),
    N_("Dites non à la borne."),
    N_("Vous recevez une preuve."),
)

SILENCE = (
    N_("Si vous ne répondez pas"),
    N_("Dernier jour pour dire non : %(last_day)s."),
    N_("Il s’ouvre tout seul le %(opens_on)s."),
    N_("Après, vous pouvez encore le fermer."),
)

WHERE = (
    N_("Où pouvez-vous répondre ?"),
    N_("À une borne Coup de main. Quelqu’un peut vous aider."),
    N_("Sur internet : monespacesante.fr, avec ce code."),
    N_("Par téléphone, pour dire non ou fermer : le 34 22."),
    N_("Par la poste, pour dire non : écrivez à l’adresse en haut."),
    N_("Nous retenons la date d’envoi."),
)

WARNING = (
    N_("Attention aux faux messages"),
    N_("Cette lettre vient de votre Assurance Maladie."),
    N_("Personne ne doit vous demander ce code."),
    N_("Un doute ? Appelez le 34 22."),
)

NEW_CODE_TITLE = N_("Votre nouveau code")
NEW_CODE = (
    N_("Vous avez demandé un nouveau code pour Mon espace santé."),
    N_("L’ancien code ne marche plus."),
)
NOT_ASKED = (
    *WARNING[:3],
    N_("Vous n’avez rien demandé ? Appelez le 34 22."),
)
