"""Where the letter of a failed check may go."""

from sqlalchemy import update

from carnet.services.checks import post_of
from carnet.store.contacts import Contact
from tests.builders import TODAY, make_person

ADDRESS = "3 rue des Lilas, 63000 Clermont-Ferrand"


def test_a_letter_goes_to_the_address_that_the_insurer_knows(db):
    person = make_person(db, contacts={"post": ADDRESS})

    assert post_of(db, person).value == ADDRESS


def test_no_letter_goes_where_one_came_back_from(db):
    person = make_person(db, contacts={"post": ADDRESS})
    db.execute(update(Contact).values(doubtful_since=TODAY))

    assert post_of(db, person) is None
