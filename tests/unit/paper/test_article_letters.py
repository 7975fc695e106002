"""An article that leaves: the letter and the text message say what stood on the helper's screen, and nothing else."""

from sqlalchemy import select

from carnet.domain.text_message import cost_of
from carnet.services import articles, codes, inserts
from carnet.settings import Settings
from carnet.store.contacts import contacts_of
from carnet.store.outbox import Outbox
from tests.builders import NOW, make_person
from web.parcels import draft_of

SETTINGS = Settings.from_env({"CARNET_MODE": "demonstration"})
CONTACTS = {"post": "14 rue du Marché\n87000 Limoges", "phone": "06 00 00 00 00"}


def drafts(db, text: str, title: str = "Garder une preuve"):
    person = make_person(db, contacts=CONTACTS)
    for contact in contacts_of(db, person):
        payload = {"contact": contact.id, "language": "fr", "title": title, "text": text}
        codes.queue(db, person, inserts.KIND, contact.kind, NOW, payload)
    db.flush()
    return {row.route: draft_of(db, row, SETTINGS) for row in db.scalars(select(Outbox))}


def test_a_letter_has_the_title_and_every_sentence_of_the_article(db):
    article = articles.get("proof")
    page = drafts(db, article.letter, article.title)["post"].page

    assert article.title in page
    assert all(sentence.split("34")[0].strip() in page for sentence in article.letter.split("\n"))
    assert "14 rue du Marché" in page


def test_a_sign_of_percent_in_an_article_is_only_a_sign(db):
    made = drafts(db, "Il y a 100 % de preuves.")

    assert "100 % de preuves." in made["post"].page
    assert made["phone"].text == "Il y a 100 % de preuves."


def test_what_is_sent_costs_what_was_said(db):
    text = articles.get("proof").sms
    sent = drafts(db, text)["phone"].text

    assert "’" not in sent
    assert cost_of(sent).messages == 1


def test_the_name_of_a_parcel_tells_neither_the_person_nor_the_subject(db):
    names = [draft.name for draft in drafts(db, "Bonjour.").values()]

    assert all(name.startswith("2026-11-24-article-") for name in names)
