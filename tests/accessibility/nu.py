"""The Nu HTML checker: every page judged in one start of its machine, which costs more than a hundred pages."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from setup.node import MODULES

JAR = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def judge(pages: Mapping[str, str], folder: Path) -> list[str]:
    """Return every error and warning of ``pages`` (name, HTML), each with the name of its page."""
    names = {}
    for number, (name, html) in enumerate(pages.items()):
        path = folder / f"{number:04d}.html"
        path.write_text(html, encoding="utf-8")
        names[path.name] = name
    command = ["java", "-jar", str(JAR), "--format", "json", "--exit-zero-always", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return [
        f"{names[Path(message['url']).name]}: {message['message']} {message.get('extract', '')[:80]}"
        for message in json.loads(said)["messages"]
    ]
