"""Spaces: their states, and the key whose loss is the deletion of the content."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from carnet.domain.lifecycle import State
from carnet.store.keys import Unsealable, keys_of
from carnet.store.people import identity_of
from carnet.store.spaces import STATES, Space, destroy_content_key, space_of, space_to_change
from tests.builders import make_identity, make_person, make_space


def test_the_database_knows_the_states_of_the_life_cycle() -> None:
    assert set(STATES) == {str(state) for state in State}


def test_an_unknown_state_is_refused(db: Session) -> None:
    with pytest.raises(IntegrityError, match="ck_space_state"):
        make_space(db, state="dreamt")


@pytest.mark.usefixtures("noise")
def test_a_space_is_found_by_its_person(db: Session) -> None:
    person = make_person(db)
    space = make_space(db, person=person, state="objected")

    assert space_of(db, person.id) is space
    assert space_to_change(db, person.id) is space
    assert space_of(db, make_person(db).id) is None


def test_without_its_key_the_content_is_lost_and_the_person_can_still_be_told(db: Session) -> None:
    keys, person = keys_of(db), make_person(db)
    space = make_space(db, person=person, state="deletion_pending", content_key=keys.new_wrapped_key())
    content = keys.seal(space.content_key, b"a document", b"document:1")

    destroy_content_key(space)
    space.state = "deleted"
    db.flush()
    db.expire_all()

    assert db.get_one(Space, person.id).content_key is None
    for key in (None, person.registry_key, keys.new_wrapped_key()):
        with pytest.raises(Unsealable):
            keys.open(key, content, b"document:1")
    assert identity_of(db, person) == make_identity()
