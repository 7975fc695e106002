"""Personal text leaves no file, no line, no trace: a spy on one worker, and a wall that the system holds."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from web.speech import Unvoiced, Voices

SECRET = "Ouaçila Benhaddou est suivie pour un diabète"


def traces(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def test_personal_text_leaves_no_file_no_log_line_and_no_argument(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    caplog.set_level(logging.DEBUG)

    with Voices(workers=1, patience_s=20) as voices:
        voices.speak(SECRET, "fr")
        with pytest.raises(Unvoiced) as heard:
            voices.speak(SECRET + "\0", "fr")
        process = Path(f"/proc/{voices.process_ids()[0]}")
        open_files = [str(entry.readlink()) for entry in (process / "fd").iterdir()]
        started_with = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()

    assert traces(tmp_path) == set()
    assert all(name.startswith(("/dev/null", "socket:", "pipe:", "/dev/urandom")) for name in open_files)
    assert SECRET.encode() not in started_with
    printed = "".join(capfd.readouterr()) + caplog.text + str(heard.value)
    assert not any(word in printed for word in SECRET.split() if len(word) > 4)


def test_the_system_lets_a_worker_write_no_file(voices: Voices) -> None:
    for _ in voices.process_ids():
        # One after the other: a worker that has not started yet is not apart yet.
        voices.check()

    for process_id in voices.process_ids():
        limits = Path(f"/proc/{process_id}/limits").read_text()
        for name in ("Max file size", "Max core file size"):
            (line,) = (line for line in limits.splitlines() if line.startswith(name))
            assert line.removeprefix(name).split()[:2] == ["0", "0"]


def test_the_wall_stops_a_planted_leak(tmp_path: Path) -> None:
    leak = tmp_path / "leak.txt"
    program = (
        "from web.speech.worker import keep_apart; keep_apart()\n"
        "from pathlib import Path; import sys\n"
        f"Path(sys.argv[1]).write_text({SECRET!r})"
    )

    planted = subprocess.run(
        [sys.executable, "-c", program, leak], capture_output=True, cwd=Path(__file__).parents[3], check=False
    )

    assert planted.returncode != 0
    assert not leak.exists() or leak.read_bytes() == b""
