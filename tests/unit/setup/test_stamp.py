"""The second start does nothing that is done."""

from setup import stamp


def test_what_is_done_is_known_as_done_until_an_input_changes(tmp_path):
    lock, done = tmp_path / "lock.txt", tmp_path / "made" / "stamp"
    lock.write_text("flask==1")
    stamp.mark_done(done, stamp.key_of(lock))

    assert stamp.is_done(done, stamp.key_of(lock))

    lock.write_text("flask==2")
    assert not stamp.is_done(done, stamp.key_of(lock))


def test_what_was_never_done_is_not_done(tmp_path):
    assert not stamp.is_done(tmp_path / "stamp", stamp.key_of("anything"))


def test_a_border_between_two_inputs_counts():
    assert stamp.key_of("ab", "c") != stamp.key_of("a", "bc")
