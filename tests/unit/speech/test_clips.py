"""Fixed prompts: made once, made again only when they change, and none left behind."""

import io
import resource
from pathlib import Path

import pytest
import soundfile

from web.speech import Clips, Report, clip_name, render
from web.speech.manifest import read_manifest, write_manifest

PROMPTS = [("fr", "Oui"), ("fr", "Non"), ("en", "Yes"), ("ar", "نعم")]


class Bar:
    """A progress bar that remembers."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, int]] = []

    def __call__(self, done: int, total: int) -> None:
        self.seen.append((done, total))


def files(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*.mp3")}


def test_every_prompt_becomes_a_clip_that_plays(tmp_path: Path) -> None:
    bar = Bar()

    report = render(PROMPTS, tmp_path, bar, workers=2)

    assert report == Report(made=4, kept=0, recorded=0, removed=0, failed=())
    assert bar.seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    for language, text in PROMPTS:
        path = tmp_path / language / f"{clip_name(text, language)}.mp3"
        samples, _ = soundfile.read(io.BytesIO(path.read_bytes()))
        assert len(samples) > 5_000
        assert read_manifest(tmp_path / language)[text] == path.name


def test_a_second_rendering_touches_nothing(tmp_path: Path) -> None:
    render(PROMPTS, tmp_path, workers=1)
    before = files(tmp_path)
    bar = Bar()

    report = render(PROMPTS, tmp_path, bar)

    assert report == Report(made=0, kept=4, recorded=0, removed=0, failed=())
    assert bar.seen == []
    assert files(tmp_path) == before


def test_only_what_changed_is_made_again_and_what_is_unused_goes(tmp_path: Path) -> None:
    render(PROMPTS, tmp_path, workers=1)
    before = files(tmp_path)
    (tmp_path / "fr" / ".stopped.mp3.part").write_bytes(b"scrap")

    report = render([("fr", "Oui"), ("fr", "Plus tard"), ("en", "Yes"), ("ar", "نعم")], tmp_path, workers=1)

    assert report == Report(made=1, kept=3, recorded=0, removed=1, failed=())
    after = files(tmp_path)
    assert {name for name in before if after.get(name) == before[name]} == set(before) - {
        f"fr/{clip_name('Non', 'fr')}.mp3"
    }
    assert set(read_manifest(tmp_path / "fr")) == {"Oui", "Plus tard"}
    assert not list((tmp_path / "fr").glob("*.part"))


def test_a_language_that_is_not_named_is_left_alone(tmp_path: Path) -> None:
    render(PROMPTS, tmp_path, workers=1)

    render([("fr", "Oui")], tmp_path)

    assert set(read_manifest(tmp_path / "en")) == {"Yes"}


def test_a_clip_that_was_lost_is_made_again(tmp_path: Path) -> None:
    render([("fr", "Oui")], tmp_path, workers=1)
    path = tmp_path / "fr" / f"{clip_name('Oui', 'fr')}.mp3"
    path.unlink()

    assert Clips(tmp_path).missing([("fr", "Oui")]) == [("fr", "Oui")]
    assert render([("fr", "Oui")], tmp_path, workers=1).made == 1
    assert path.exists()


def test_easy_french_uses_the_voice_of_french(tmp_path: Path) -> None:
    report = render([("fr", "Oui"), ("fr@easy", "Oui")], tmp_path, workers=1)

    name = f"{clip_name('Oui', 'fr')}.mp3"
    assert report.made == 2
    assert (tmp_path / "fr" / name).read_bytes() == (tmp_path / "fr@easy" / name).read_bytes()


def test_a_human_recording_takes_the_place_of_a_clip_and_stays(tmp_path: Path) -> None:
    render(PROMPTS, tmp_path, workers=1)
    (tmp_path / "fr" / "oui-lu-par-marie.mp3").write_bytes(b"a human voice")
    write_manifest(tmp_path / "fr", {**read_manifest(tmp_path / "fr"), "Oui": "oui-lu-par-marie.mp3"})

    report = render(PROMPTS, tmp_path)

    assert report == Report(made=0, kept=3, recorded=1, removed=1, failed=())
    assert Clips(tmp_path).file_of("Oui", "fr") == "oui-lu-par-marie.mp3"
    assert (tmp_path / "fr" / "oui-lu-par-marie.mp3").read_bytes() == b"a human voice"


def test_a_recording_of_a_former_wording_is_not_used_for_the_new_one(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "oui-lu-par-marie.mp3").write_bytes(b"a human voice")
    write_manifest(tmp_path / "fr", {"Oui": "oui-lu-par-marie.mp3"})

    report = render([("fr", "Oui, merci")], tmp_path, workers=1)

    assert (report.made, report.recorded) == (1, 0)
    assert (tmp_path / "fr" / "oui-lu-par-marie.mp3").exists()


def test_a_prompt_that_stays_mute_is_named(tmp_path: Path) -> None:
    report = render([("fr", "Oui"), ("fr", "…"), ("pt", "Sim"), ("fr", "a\0")], tmp_path, workers=1)

    assert report.made == 1
    assert report.failed == (("fr", "…", "empty"), ("pt", "Sim", "language"), ("fr", "a\0", "characters"))
    assert Clips(tmp_path).missing([("fr", "Oui"), ("fr", "…")]) == [("fr", "…")]


def test_a_prompt_beyond_a_minute_is_named(tmp_path: Path) -> None:
    report = render([("fr", "Un deux trois. " * 200)], tmp_path, workers=1)

    assert [reason for _, _, reason in report.failed] == ["duration_limit"]
    assert read_manifest(tmp_path / "fr") == {}


def test_a_full_disk_is_an_error_that_leaves_no_scrap_and_loses_nothing(tmp_path: Path) -> None:
    render([("fr", "Oui")], tmp_path, workers=1)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            render([("fr", "Oui"), ("fr", "Non")], tmp_path, workers=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert Clips(tmp_path).file_of("Oui", "fr")
    assert not list(tmp_path.rglob("*.part"))
    assert render([("fr", "Oui"), ("fr", "Non")], tmp_path, workers=1).made == 1


def test_a_name_depends_on_what_is_heard() -> None:
    assert clip_name("l’écran", "fr") == clip_name("l'écran", "fr") == clip_name("l’écran", "fr@easy")
    assert clip_name("Le 03/03/2026", "fr") == clip_name("Le 3 mars 2026", "fr")
    assert len({clip_name("Six", "fr"), clip_name("Six", "en"), clip_name("Sept", "fr")}) == 3


def test_a_folder_without_clips_says_that_all_are_missing(tmp_path: Path) -> None:
    assert Clips(tmp_path / "nowhere").missing(PROMPTS) == PROMPTS
