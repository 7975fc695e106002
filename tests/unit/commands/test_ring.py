"""Somebody at a keyboard stands in for an exchange: what is sent is signed, and what comes back is told."""

import json

import pytest

from carnet.domain.call_token import read_stamp
from carnet.settings import Settings
from carnet.store import schema
from carnet.store.database import make_engine, transaction
from carnet.store.keys import load_keys, make_key_file
from carnet.store.marker import mark
from helpdesk import ring
from helpdesk.__main__ import main


@pytest.fixture
def data(tmp_path, monkeypatch):
    for name in ("CARNET_DATA", "CARNET_MODE", "DATABASE_URL", "CARNET_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "installation"
    folder.mkdir()
    settings = Settings.from_env({"CARNET_MODE": "demonstration", "CARNET_DATA": str(folder)})
    make_key_file(settings.key_file, demonstration=True)
    engine = make_engine(settings.database_url)
    schema.upgrade(engine)
    with transaction(engine, load_keys(settings.key_file)) as db:
        mark(db, "demonstration", "yes")
    engine.dispose()
    return folder


@pytest.fixture
def sent(monkeypatch):
    """Return what was sent, in place of a console that answers."""
    kept = []

    def post(address, seconds, body, headers):
        kept.append((address, body, headers))
        return 200, '{"outcome": "ringing"}'

    monkeypatch.setattr(ring.run, "__defaults__", (post,))
    return kept


def test_a_number_rings_at_an_agents_desk_and_the_next_command_is_told(data, sent, capsys):
    assert main(["ring", "+33639980101", "--to", "paul", "--data", str(data)]) == 0

    [(address, body, headers)] = sent
    told = json.loads(body)
    assert address == "http://127.0.0.1:8001"
    assert (told["event"], told["from"], told["to"]) == ("ringing", "+33639980101", "paul")
    key = load_keys(data / "keys.json").derive("calls")
    stamp = headers["Call-Timestamp"]
    assert read_stamp(key, stamp, headers["Call-Signature"], body, ring.now()) == int(stamp)
    assert f"Next: python -m helpdesk answer {told['reference']}" in capsys.readouterr().out


def test_the_same_call_is_answered_and_ended_by_its_reference(data, sent, capsys):
    for command in ("answer", "hang-up"):
        assert main([command, "abc", "--data", str(data), "--console", "http://127.0.0.1:9199"]) == 0

    assert [json.loads(body)["event"] for _, body, _ in sent] == ["answered", "ended"]
    assert {json.loads(body)["reference"] for _, body, _ in sent} == {"abc"}
    assert {address for address, _, _ in sent} == {"http://127.0.0.1:9199"}


def test_a_console_that_does_not_answer_is_said_plainly(data, capsys):
    assert main(["ring", "anonymous", "--data", str(data), "--console", "http://127.0.0.1:1"]) == 1
    assert "No console answers at http://127.0.0.1:1" in capsys.readouterr().err


def test_the_key_of_the_line_is_told_to_who_may_read_the_key_file(data, capsys):
    assert main(["call-key", "--data", str(data)]) == 0

    assert capsys.readouterr().out.strip() == load_keys(data / "keys.json").derive("calls").hex()


def test_without_an_installation_nothing_is_sent(tmp_path, sent, capsys, monkeypatch):
    monkeypatch.delenv("CARNET_MODE", raising=False)

    assert main(["ring", "+33639980101", "--data", str(tmp_path)]) == 2
    assert sent == []
