"""The workshop of words: what is marked in the rooms, kept in step with the catalogues, and judged. No room imports it."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
TRANSLATIONS = ROOT / "translations"
