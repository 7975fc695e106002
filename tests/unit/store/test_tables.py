"""What migrates, compares or empties tables knows all of them."""

from pathlib import Path

from carnet import store
from carnet.store.tables import SUBJECTS, metadata


def test_no_file_that_makes_a_table_is_left_out():
    files = {path.stem: path.read_text("utf-8") for path in Path(store.__path__[0]).glob("*.py")}
    makers = {name for name, text in files.items() if "__tablename__ =" in text}

    assert makers - set(SUBJECTS) == set()
    assert len(metadata.tables) == sum(text.count("__tablename__ =") for text in files.values())
