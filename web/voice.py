"""Gives every fixed prompt its voice: ``python -m web.voice``, before an installation for real people starts."""

import os
import sys
from pathlib import Path

from carnet.commands.progress import Bar
from carnet.settings import Settings, SettingsError
from web import speech
from web.prompts import prompts


class Mute(Exception):
    """Prompts that cannot be spoken; the text is one sentence for the person who starts the program."""


def give(folder: Path) -> None:
    """Render into ``folder`` the prompts that are new or have changed. Raises Mute."""
    try:
        report = speech.render(prompts(), folder, Bar("Spoken prompts"))
    except speech.Unvoiced as missing:
        raise Mute(f"the prompts cannot be spoken: {missing}") from missing
    if report.failed:
        language, text, reason = report.failed[0]
        raise Mute(f"{len(report.failed)} prompts stay mute; the first is {text!r} ({language}): {reason}")


def main() -> int:
    try:
        give(Settings.from_env(os.environ).data / "clips")
    except SettingsError as found:
        for fault in found.faults:
            print(fault, file=sys.stderr)
        return 2
    except Mute as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
