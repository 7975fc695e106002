"""Fixed prompts: each text of the catalogues as an MP3 file, made at set-up and named after what it was made from."""

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from web.speech.errors import Unvoiced
from web.speech.files import PART, write_whole
from web.speech.job import Job
from web.speech.manifest import Prompt, is_synthetic, read_manifest, write_manifest
from web.speech.normalise import NORMALISER, normalise
from web.speech.pool import Pool
from web.speech.recipe import recipe
from web.speech.tongues import tongue_of

_PATIENCE_S = 60.0
"""Nobody waits for a prompt in front of a screen; a set-up on a slow machine must not fail."""

Progress = Callable[[int, int], None]
"""Receives how many clips are done, and of how many."""


@dataclass(frozen=True)
class Report:
    """What a rendering did, in files. ``failed``: language, text and reason of each prompt that stays mute."""

    made: int
    kept: int
    recorded: int
    removed: int
    failed: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class _Clip:
    """A clip to make. The same French serves French and easy French, in two folders."""

    job: Job
    paths: list[Path]


def clip_name(text: str, language: str) -> str:
    """Return the name, without ending, of the clip that says ``text``: 64 hexadecimal signs.

    Two texts that sound alike share it; anything that changes the sound changes it. Raises Unvoiced.
    """
    tongue = tongue_of(language)
    spoken = normalise(text, language)
    if not spoken:
        raise Unvoiced("empty")
    facts = (recipe(), tongue.voice, str(tongue.rate), str(NORMALISER), spoken)
    return sha256("\n".join(facts).encode()).hexdigest()


def render(
    prompts: Iterable[Prompt], folder: Path, progress: Progress | None = None, workers: int | None = None
) -> Report:
    """Make the clips that ``prompts`` lack in ``folder``, and delete those that they no longer use.

    ``prompts`` must hold all texts of each language that it names; other languages are left alone.
    Raises Unvoiced when the voice engine is missing, and OSError at the first file that cannot be written:
    what is done is kept then, and the next call goes on from there.
    """
    files, failed = _named(prompts, folder)
    missing = _missing(files, folder)
    mute = _make(missing, workers or os.cpu_count() or 2, progress)
    kept = recorded = removed = 0
    for language, named in files.items():
        failed += [(language, text, mute[name]) for text, name in named.items() if name in mute]
        spoken = {text: name for text, name in named.items() if name not in mute}
        write_manifest(folder / language, spoken)
        removed += _remove_unused(folder / language, set(spoken.values()))
        recorded += sum(not is_synthetic(name) for name in set(spoken.values()))
        kept += sum(name not in missing for name in set(spoken.values()))
    made = sum(len(clip.paths) for name, clip in missing.items() if name not in mute)
    return Report(made=made, kept=kept - recorded, recorded=recorded, removed=removed, failed=tuple(failed))


def _named(
    prompts: Iterable[Prompt], folder: Path
) -> tuple[dict[str, dict[str, str]], list[tuple[str, str, str]]]:
    """Return, for each language, the file of each text; and the prompts that cannot have one."""
    files: dict[str, dict[str, str]] = {}
    former: dict[str, dict[str, str]] = {}
    failed = []
    for language, text in dict.fromkeys(prompts):
        if language not in files:
            files[language] = {}
            former[language] = read_manifest(folder / language)
        present = former[language].get(text, "")
        try:
            is_recorded = present and not is_synthetic(present)
            files[language][text] = present if is_recorded else f"{clip_name(text, language)}.mp3"
        except Unvoiced as unvoiced:
            failed.append((language, text, unvoiced.reason))
    return files, failed


def _missing(files: Mapping[str, Mapping[str, str]], folder: Path) -> dict[str, _Clip]:
    missing: dict[str, _Clip] = {}
    for language, named in files.items():
        (folder / language).mkdir(parents=True, exist_ok=True)
        present = {path.name for path in (folder / language).iterdir()}
        for text, name in named.items():
            path = folder / language / name
            if name not in present:
                present.add(name)
                missing.setdefault(name, _Clip(Job(text, language, "mp3"), [])).paths.append(path)
    return missing


def _make(missing: Mapping[str, _Clip], workers: int, progress: Progress | None) -> dict[str, str]:
    """Make the clips, as many at once as there are workers. Returns the reasons of those that stay mute."""
    mute: dict[str, str] = {}
    if not missing:
        return mute
    with Pool(workers, _PATIENCE_S) as pool, ThreadPoolExecutor(workers) as threads:
        made = {threads.submit(_make_one, pool, clip): name for name, clip in missing.items()}
        try:
            for done, future in enumerate(as_completed(made), 1):
                error = future.exception()
                if isinstance(error, Unvoiced) and error.reason != "engine":
                    mute[made[future]] = error.reason
                elif error:
                    raise error
                if progress:
                    progress(done, len(missing))
        finally:
            threads.shutdown(cancel_futures=True)
    return mute


def _make_one(pool: Pool, clip: _Clip) -> None:
    sound = pool.ask(clip.job)
    for path in clip.paths:
        write_whole(path, sound)


def _remove_unused(folder: Path, used: set[str]) -> int:
    """Delete the clips that no text uses, and scraps of a rendering that was stopped. Returns how many clips."""
    unused = [path for path in folder.iterdir() if is_synthetic(path.name) and path.name not in used]
    for path in [*unused, *folder.glob(f".*{PART}")]:
        path.unlink(missing_ok=True)
    return len(unused)
