"""The folder that papers leave by: whole files, private, the same name for the same paper."""

import os
import stat
from pathlib import Path

import pytest

from web.senders import FolderSender, NullSender, Parcel

LETTER = Parcel("2026-11-24-notice-000001.pdf", "post", b"%PDF")


def test_a_parcel_becomes_one_private_file(tmp_path: Path) -> None:
    FolderSender(tmp_path / "outbox").send(LETTER)

    (file,) = (tmp_path / "outbox").iterdir()
    assert file.name == LETTER.name
    assert file.read_bytes() == b"%PDF"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_sending_twice_leaves_one_file(tmp_path: Path) -> None:
    sender = FolderSender(tmp_path)

    sender.send(LETTER)
    sender.send(LETTER)

    assert [file.name for file in tmp_path.iterdir()] == [LETTER.name]


def test_a_disk_that_fills_up_leaves_no_half_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space left"):
        FolderSender(tmp_path).send(LETTER)

    assert list(tmp_path.iterdir()) == []


def test_a_null_sender_keeps_what_it_did_not_send_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    sender = NullSender()

    sender.send(LETTER)

    assert sender.parcels == [LETTER]
    assert "not sent: 2026-11-24-notice-000001.pdf" in caplog.text
