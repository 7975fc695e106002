"""The seven calls of the line, from the ringing to the code that ends them: each written once, done by keys alone and by ear alone."""

import re

import pytest
from sqlalchemy import func, select

from carnet.services import callback_words
from carnet.services.staff import with_login
from carnet.store.audit import AuditLine
from carnet.store.cases import Case
from carnet.store.promises import Callback, Handover
from carnet.store.requests import Request
from carnet.store.spaces import Space
from carnet.store.visits import Proof
from tests.browser.console.conftest import NUMBER
from tests.browser.console.hands import Hands
from tests.browser.console.names import Names, control
from tests.browser.console.table import figure_of
from tests.builders import make_identity, make_nir, make_person
from tests.scenarios import make_someone
from tests.security.planted import hits, make_planted, writings

ODETTE = "Ouvrir, c’est : PERRIN Odette année 1951, département 63"
UNKNOWN = "+33699999999"
LINES = frozenset({"call ringing", "call answered", "call ended", "case_opened phone"})
"""What the journal holds of every call."""
CARD = re.compile(rb'<section class="card caller.*?</section>', re.DOTALL)
"""The card of who calls: a name as registered, a year, a department, and nothing else."""


@pytest.fixture(params=[Hands, Names], ids=["by keys alone", "by names alone"])
def way(request):
    return request.param


@pytest.fixture
def the_case(world):
    """Return the one case of the call, as the database has it."""

    def look():
        with world() as db:
            [case] = db.scalars(select(Case)).all()
        return case

    return look


@pytest.fixture
def journal(world):
    """Return the acts and outcomes that the journal has written."""

    def read():
        with world() as db:
            return {f"{line.act} {line.outcome}" for line in db.scalars(select(AuditLine))}

    return read


@pytest.fixture
def count_of(world):
    def count(table):
        with world() as db:
            return db.scalar(select(func.count()).select_from(table))

    return count


def rings(agent, tell, shown="06 •• •• •• 42", *, caller=NUMBER, opens=ODETTE):
    """A call, from the ringing to its case."""
    tell(caller=caller)
    agent.finds(shown)
    tell("answered", caller=caller)
    agent.presses(opens)
    agent.finds("Dossier")


def begins(agent, first="Commencer une visite"):
    """From the case of the call to where it begins."""
    agent.presses(first)
    agent.finds("Choisissez votre langue")
    agent.presses("Français")
    agent.finds("Cet écran vous convient ?")
    agent.presses("Oui, c’est bien Je continue.")
    agent.finds("par où commencer ?")


def dictates(agent, someone):
    """The three facts of somebody, typed as they are said."""
    agent.presses("J’ai ma lettre Elle porte un code.")
    for question, fact in (
        ("Dites-moi votre numéro de sécurité sociale.", someone.nir),
        ("Dites-moi la date de naissance.", someone.born),
        ("Dites-moi le numéro de la carte.", someone.serial),
    ):
        agent.finds(question)
        agent.types("Tapez ce qu’elle dicte", fact, send="Enter")


def is_called_back(agent, tell):
    agent.finds("Je dois vérifier que c’est bien vous.")
    agent.presses("Me rappeler maintenant À mon numéro connu.")
    agent.finds("Je raccroche, puis je vous rappelle.")
    agent.presses("Préparer le rappel")
    agent.finds("Le numéro est prêt. Raccrochez, puis composez-le.")
    tell("ended")
    agent.presses("C’est moi, je réponds")
    agent.finds("Mon espace santé : que voulez-vous faire ?")


def objects(agent):
    agent.presses("Ne pas l’ouvrir Aucun dossier n’est ouvert.")
    agent.finds("Vous voulez refuser Mon espace santé. C’est bien cela ?")
    agent.presses("Oui")
    agent.finds("C’est fait. Mon espace santé ne sera pas ouvert.")
    agent.presses("Orale")
    agent.finds("Il n’ouvre rien. Elle peut le noter.")
    ends(agent, "Refus enregistré")


def ends(agent, code):
    agent.presses(code)
    agent.finds("La demande est finie.")


def counted():
    """Return what docs/console.md says that an objection takes, gestures and signs together."""
    return {
        how: int(count) for count, how in re.findall(r"(\d+) (by keys|with a mouse|by names)", figure_of(25))
    }


def test_a_clear_objection(way, at_work, tell, someone, world, the_case, journal):
    agent = way(at_work())

    rings(agent, tell)
    begins(agent)
    dictates(agent, someone)
    is_called_back(agent, tell)
    objects(agent)

    case = the_case()
    with world() as db:
        [space] = db.scalars(select(Space)).all()
    assert (case.state, case.wrap_up, case.person_id) == ("closed", "objected", someone.person.id)
    assert space.state == "objected"
    assert {"object objected", "keep_receipt spoken", "call_back answered", *LINES} <= journal()
    assert agent.efforts.items() <= counted().items()
    assert agent.agent.faults == []


def test_requirement_25_who_does_not_see_takes_at_most_half_as_much_again():
    """The figures are those that the objection by keys and the objection by names have counted."""
    efforts = counted()

    assert efforts["by names"] <= 1.5 * min(efforts["by keys"], efforts["with a mouse"])


def test_what_is_shown_in_silence_is_seen_and_not_heard(at_work):
    agent = at_work()
    ears, eyes = Names(agent), Hands(agent)
    agent.sees("#live")

    agent.page.evaluate("() => document.querySelector('main').append('Un fait muet.')")
    agent.page.evaluate("() => { document.getElementById('news').textContent = 'Un fait dit.'; }")

    ears.finds("Un fait dit.")
    eyes.finds("Un fait muet.")
    assert "Un fait muet." not in " ".join(agent.page.evaluate("spoken()"))


def test_a_person_unknown_to_the_insurer_is_led_on_and_never_stopped(
    way, at_work, tell, world, the_case, journal
):
    with world() as db:
        nobody = make_someone(db, state="eligible")
        nobody.nir = make_nir()
    agent = way(at_work())

    rings(agent, tell, "Personne n’est connu à ce numéro.", caller=UNKNOWN, opens="Ouvrir sans nom")
    agent.types("Code, référence ou nom", nobody.nir, send="Enter")
    agent.finds("Personne ne correspond.")
    begins(agent, "Commencer sans nom")
    dictates(agent, nobody)
    agent.finds("Ces réponses ne vont pas ensemble.")
    agent.presses("Demander de l’aide")
    agent.finds("Qui peut vous aider ?")
    agent.presses("Revenir aux choix")
    agent.finds("par où commencer ?")
    agent.presses("Autre demande")
    agent.finds("Quelle est votre demande ?")
    agent.presses("Sans assurance en France")
    agent.finds("Mon espace santé est lié à l’assurance française.")
    ends(agent, "Vers sa caisse")
    tell("ended", caller=UNKNOWN)

    case = the_case()
    assert (case.state, case.wrap_up, case.person_id) == ("closed", "to_fund", None)
    assert {"search nobody", "identify wrong", *LINES} <= journal()
    assert agent.agent.faults == []


def test_a_shared_number_lists_everybody_and_chooses_nobody(way, at_work, tell, world, the_case, journal):
    first_names = ("Odette", "Marcel", "Lina")
    with world() as db:
        people = {
            name: make_person(
                db,
                identity=make_identity(first_names=(name,)),
                contacts={"phone": "0612345642", "post": "3 rue des Lilas\n63000 Ailleurs"},
            ).id
            for name in first_names
        }
    agent = way(at_work())

    tell()
    agent.finds("Plusieurs personnes ont ce numéro. Demandez qui appelle.")
    for name in first_names:
        maybe = control(agent.page, ODETTE.replace("Odette", name))
        assert maybe.evaluate("(e) => e !== document.activeElement && !e.matches('[aria-pressed], :checked')")
    with world() as db:
        assert db.scalars(select(Case)).all() == []
    tell("answered")
    agent.presses(ODETTE.replace("Odette", "Marcel"))
    agent.finds("Dossier")
    begins(agent)
    agent.presses("Expliquez-moi d’abord")
    agent.finds("Mon espace santé")
    ends(agent, "Comment marche le dossier")
    tell("ended")

    case = the_case()
    assert (case.state, case.wrap_up, case.person_id) == ("closed", "explained", people["Marcel"])
    assert {"open_card opened", *LINES} <= journal()
    assert agent.agent.faults == []


def test_a_refusal_of_identity_shows_nothing_of_anybody_and_ends_with_its_code(
    way, console_app, at_work, tell, world, the_case, journal
):
    pages = []

    @console_app.after_request
    def keep(answer):
        if answer.mimetype == "text/html":
            pages.append(answer.get_data())
        return answer

    with world() as db:
        planted = make_planted(db)
    agent = way(at_work())

    rings(agent, tell, "06 •• •• •• 32", caller="+33698765432", opens="Ouvrir sans nom")
    begins(agent)
    agent.presses("J’ai ma lettre Elle porte un code.")
    agent.finds("Dites-moi votre numéro de sécurité sociale.")
    ends(agent, "Identité non vérifiée")
    tell("ended", caller="+33698765432")

    case = the_case()
    assert (case.state, case.wrap_up, case.person_id) == ("closed", "identity_not_shown", None)
    assert {found for page in pages for found in hits(writings(planted), CARD.sub(b"", page))} == set()
    assert any(hits(["ZANDRIVEL"], page) for page in pages), "the card named who may call"
    assert journal() >= LINES
    assert not {"open_card opened", "identify known", "search found"} & journal()
    assert agent.agent.faults == []


def test_a_callback_is_promised_then_kept(way, at_work, tell, someone, world, the_case, clock, journal):
    agent = way(at_work())

    rings(agent, tell)
    agent.presses("Promettre un rappel")
    agent.finds("Promettre un rappel")
    agent.picks("15 h 30 – 17 h 30", within="mardi 24 novembre 2026")
    agent.picks("La personne accepte un message sur son répondeur")
    agent.presses("Promettre ce rappel")
    agent.finds("Le rappel est promis. La demande remonte dix minutes avant.")
    tell("ended")

    with world() as db:
        [promise] = db.scalars(select(Callback)).all()
        word = callback_words.of_callback(db, promise)
    assert (the_case().state, promise.state, promise.may_leave_message) == ("promised", "open", True)
    clock.now = promise.from_at
    agent.agent.sign_in()
    agent.presses("Rappels")
    agent.finds("Rappels")
    agent.presses("Je fais ce rappel : Promis le mardi 24 novembre 2026, entre 15 h 30 et 17 h 30.")
    agent.finds("Rappel promis")
    agent.presses("Montrer le mot")
    agent.finds(word)
    agent.presses("Montrer le numéro")
    agent.finds(word)
    agent.presses("La personne répond")
    agent.finds("La personne répond. Le rappel est tenu.")
    ends(agent, "La personne décide plus tard")

    with world() as db:
        assert db.get_one(Callback, promise.id).state == "done"
    assert (the_case().state, the_case().wrap_up) == ("closed", "decides_later")
    assert {
        "case_promised done",
        "callback_word shown",
        "call_back dialled",
        "case_tried answered",
        *LINES,
    } <= journal()
    assert agent.agent.faults == []


def test_a_paper_objection_counts_from_its_postmark(way, at_work, tell, someone, world, the_case, journal):
    agent = way(at_work())

    rings(agent, tell)
    agent.presses("Courrier")
    agent.finds("Courrier")
    agent.presses("Chercher qui écrit")
    agent.finds("Chercher une personne")
    agent.types("Nom", "Perrin")
    agent.types("Prénom", "Odette")
    agent.types("Date de naissance", someone.born, send="Enter")
    agent.finds("PERRIN Odette")
    agent.presses("Elle a écrit")
    agent.finds("Une personne a écrit")
    agent.picks("Ne pas l’ouvrir", within="Que demande-t-elle ?")
    agent.types("Date de la poste", "20/11/2026")
    agent.presses("Noter la demande")
    agent.finds("C’est noté, à la date de la poste. La lettre qui répond est prête.")
    agent.presses("Revenir au dossier")
    agent.finds("Dossier")
    agent.presses("Suite prévue")
    ends(agent, "Lettre à envoyer")
    tell("ended")

    case = the_case()
    with world() as db:
        [request] = db.scalars(select(Request)).all()
    assert (request.act, request.channel, request.state, str(request.stated_on)) == (
        "object",
        "paper",
        "open",
        "2026-11-20",
    )
    assert (request.case_id, case.state, case.wrap_up, case.person_id) == (
        case.id,
        "closed",
        "letter",
        someone.person.id,
    )
    assert {"state_request noted", *LINES} <= journal()
    assert agent.agent.faults == []


def test_a_case_handed_over_goes_on_where_it_stood(
    way, at_work, tell, someone, world, the_case, count_of, journal
):
    samira, lucas = way(at_work("samira")), way(at_work("lucas"))

    rings(samira, tell)
    begins(samira)
    dictates(samira, someone)
    is_called_back(samira, tell)
    proofs = count_of(Proof)
    samira.chooses("Passer la main", "Lucas Aidante, Agent du 34 22")
    samira.presses("Proposer le dossier")
    samira.finds("Proposé à Lucas Aidante.")
    lucas.finds("Samira Aidante vous passe un dossier.")
    lucas.presses("Accepter le dossier")
    lucas.finds("Mon espace santé : que voulez-vous faire ?")
    samira.finds("Lucas Aidante a pris le dossier.")
    objects(lucas)

    case = the_case()
    with world() as db:
        [offer] = db.scalars(select(Handover)).all()
        lucas_id = with_login(db, "lucas").id
        assert db.scalars(select(Space)).one().state == "objected"
    assert count_of(Proof) == proofs, "the person proves nothing again"
    assert (offer.answer, offer.answered_by) == ("accepted", lucas_id)
    assert (case.owner_id, case.state, case.wrap_up) == (lucas_id, "closed", "objected")
    assert {"case_handed_over done", "object objected", *LINES} <= journal()
    assert samira.agent.faults == lucas.agent.faults == []
