"""Signed roots show what chains alone cannot: that one of them was removed."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from carnet.store import audit, roots
from carnet.store.audit import Break
from carnet.store.database import reading, transaction
from carnet.store.keys import Keys, is_signed, new_keys
from carnet.store.roots import AuditRoot, merkle_root
from tests.builders import NOW
from tests.unit.store.tampering import unguarded


def write(engine: Engine, keys: Keys, *chains: str) -> None:
    with transaction(engine, keys) as db:
        for chain in chains:
            audit.append(db, chain, at=NOW, act="close", outcome="closed", channel="kiosk")


def fold(engine: Engine, keys: Keys) -> AuditRoot:
    with transaction(engine, keys) as db:
        return roots.fold(db, NOW)


def verify(engine: Engine, keys: Keys, outside: dict[int, str] | None = None) -> list[Break]:
    with reading(engine, keys) as db:
        return roots.verify_roots(db, outside=outside)


@pytest.fixture
def folded(engine: Engine, keys: Keys) -> Engine:
    """A database with two roots: three chains moved before the first, one after it."""
    write(engine, keys, "space:1", "space:2", "service")
    fold(engine, keys)
    write(engine, keys, "space:2")
    fold(engine, keys)
    return engine


def test_whole_chains_and_roots_hold(folded: Engine, keys: Keys) -> None:
    assert verify(folded, keys) == []


def test_a_root_holds_only_the_heads_that_moved_and_the_root_before(folded: Engine, keys: Keys) -> None:
    with reading(folded, keys) as db:
        first, second = db.get_one(AuditRoot, 1), db.get_one(AuditRoot, 2)

        assert (first.heads_count, second.heads_count) == (3, 1)
        assert (first.previous, second.previous) == ("0" * 64, first.root)


def test_nothing_new_makes_no_new_root(folded: Engine, keys: Keys) -> None:
    assert fold(folded, keys).id == 2


def test_anyone_with_the_public_key_can_check_a_root_that_left_the_building(
    folded: Engine, keys: Keys
) -> None:
    root = fold(folded, keys)

    assert is_signed(keys.public_key, roots.statement(root), root.signature)
    assert not is_signed(new_keys(demonstration=True).public_key, roots.statement(root), root.signature)
    root.at += timedelta(seconds=1)
    assert not is_signed(keys.public_key, roots.statement(root), root.signature)


def test_a_chain_removed_entirely_is_seen_by_the_root_only(folded: Engine, keys: Keys) -> None:
    with unguarded(folded) as connection:
        connection.execute(text("DELETE FROM audit_line WHERE chain = 'space:1'"))
        connection.execute(text("DELETE FROM audit_head WHERE chain = 'space:1'"))

    with reading(folded, keys) as db:
        assert audit.lines_of(db, "space:1") == []
        assert list(audit.breaks(db)) == []
    assert verify(folded, keys) == [Break("space:1", 1, "missing")]


def test_a_chain_and_its_leaf_removed_are_seen_by_the_root(folded: Engine, keys: Keys) -> None:
    with unguarded(folded) as connection:
        for table in ("audit_line", "audit_head", "audit_leaf"):
            connection.execute(text(f"DELETE FROM {table} WHERE chain = 'space:1'"))

    assert verify(folded, keys) == [Break("roots", 1, "edited")]


def test_a_tail_cut_together_with_its_head_is_seen_by_the_root(folded: Engine, keys: Keys) -> None:
    with unguarded(folded) as connection:
        connection.execute(text("DELETE FROM audit_line WHERE chain = 'space:2' AND seq = 2"))
        connection.execute(
            text(
                "UPDATE audit_head SET seq = 1, hash = (SELECT hash FROM audit_line WHERE chain = 'space:2')"
                " WHERE chain = 'space:2'"
            )
        )

    with reading(folded, keys) as db:
        assert audit.verify(db, "space:2") is None
    assert verify(folded, keys) == [Break("space:2", 2, "missing")]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_root SET at = '2026-01-01 00:00:00' WHERE id = 2",
        "UPDATE audit_root SET heads_count = 2 WHERE id = 2",
        "UPDATE audit_root SET signature = '00' WHERE id = 2",
        "UPDATE audit_root SET previous = root WHERE id = 2",
        "UPDATE audit_leaf SET seq = 3 WHERE root_id = 2",
    ],
)
def test_an_edited_root_is_seen(folded: Engine, keys: Keys, statement: str) -> None:
    with unguarded(folded) as connection:
        connection.execute(text(statement))

    assert verify(folded, keys)[0] == Break("roots", 2, "edited")


def test_the_last_root_removed_with_all_its_lines_is_seen_only_by_the_copy_outside(
    folded: Engine, keys: Keys
) -> None:
    outside = {2: fold(folded, keys).root}
    with unguarded(folded) as connection:
        connection.execute(text("DELETE FROM audit_leaf WHERE root_id = 2"))
        connection.execute(text("DELETE FROM audit_root WHERE id = 2"))

    assert verify(folded, keys) == []
    assert verify(folded, keys, outside) == [Break("roots", 2, "missing")]


def test_another_root_than_the_one_outside_is_seen(folded: Engine, keys: Keys) -> None:
    assert verify(folded, keys, {1: "f" * 64}) == [Break("roots", 1, "edited")]


def test_an_empty_journal_has_a_root_too(engine: Engine, keys: Keys) -> None:
    assert fold(engine, keys).heads_count == 0
    assert verify(engine, keys) == []


VECTORS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]


@pytest.mark.parametrize("count", VECTORS)
def test_the_tree_is_the_one_of_certificate_transparency(count: int) -> None:
    assert merkle_root([bytes.fromhex(leaf) for leaf in LEAVES[:count]]) == VECTORS[count]


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=20), st.data())
def test_any_changed_missing_or_added_leaf_changes_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves[:at], leaves[at] + b"!", *leaves[at + 1 :]]

    assert merkle_root(changed) != merkle_root(leaves)
    assert merkle_root(leaves[:at] + leaves[at + 1 :]) != merkle_root(leaves)
    assert merkle_root([*leaves, leaves[at]]) != merkle_root(leaves)
