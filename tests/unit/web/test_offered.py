"""An offered language with a hole keeps production from starting."""

from carnet.settings import Settings
from web import locale, offered, prompts
from web.speech.manifest import write_manifest


def _settings(folder) -> Settings:
    return Settings.from_env({"CARNET_MODE": "production", "CARNET_DATA": str(folder)})


def _record_everything(folder) -> None:
    files: dict[str, dict[str, str]] = {}
    for tag, text in prompts.prompts():
        files.setdefault(tag, {})[text] = "one.mp3"
    for tag, told in files.items():
        (folder / "clips" / tag).mkdir(parents=True)
        (folder / "clips" / tag / "one.mp3").write_bytes(b"")
        write_manifest(folder / "clips" / tag, told)


def test_all_offered_languages_are_whole(tmp_path):
    _record_everything(tmp_path)

    assert list(offered.language_faults(_settings(tmp_path))) == []


def test_missing_clips_are_told_with_their_language_and_number(tmp_path):
    _record_everything(tmp_path)
    (tmp_path / "clips" / "ar" / "one.mp3").unlink()

    faults = list(offered.language_faults(_settings(tmp_path)))

    assert len(faults) == 1
    assert faults[0].startswith("the language ar is offered but ")


def test_a_missing_sentence_is_told(tmp_path, monkeypatch):
    _record_everything(tmp_path)
    monkeypatch.setattr(locale, "missing", lambda tag, domain="people": ["Bonjour"] if tag == "en" else [])

    faults = list(offered.language_faults(_settings(tmp_path)))

    assert any(fault.startswith("the language en is offered but lacks 1 ") for fault in faults)
