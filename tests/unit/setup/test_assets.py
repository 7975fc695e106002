"""static/vendor/ holds what pages use, or set-up stops before it touches anything."""

import pytest

from setup import Fault, assets, icons

DRAWING = """<svg
  xmlns="http://www.w3.org/2000/svg"
  viewBox="0 0 24 24"
>
  <path stroke="none" d="M0 0h24v24H0z" fill="none" />
  <path d="M5 12l-2 0l9 -9" />
</svg>
"""


@pytest.fixture
def modules(tmp_path):
    """npm's folder with every file that is copied, and two icons."""
    folder = tmp_path / "node_modules"
    drawings = folder / "@tabler" / "icons" / "icons"
    for source in assets.COPIED.values():
        (folder / source).parent.mkdir(parents=True, exist_ok=True)
        (folder / source).write_text(f"content of {source}")
    for name in ("outline/home.svg", "filled/home.svg"):
        (drawings / name).parent.mkdir(parents=True, exist_ok=True)
        (drawings / name).write_text(DRAWING)
    return folder


@pytest.fixture
def icon_list(tmp_path):
    path = tmp_path / "icons.txt"
    path.write_text("# remarks and empty lines are nothing\n\nhome   # the way back\nfilled/home\n")
    return path


def test_only_what_is_used_is_copied_with_its_licence(modules, icon_list, tmp_path):
    assets.build(modules, icon_list, tmp_path / "vendor")

    there = {str(path.relative_to(tmp_path / "vendor")) for path in (tmp_path / "vendor").rglob("*.*")}
    assert there == {*assets.COPIED, "icons.svg"}


def test_an_icon_is_a_symbol_that_takes_the_colour_of_the_page(modules, icon_list, tmp_path):
    assets.build(modules, icon_list, tmp_path / "vendor")

    sprite = (tmp_path / "vendor" / "icons.svg").read_text()
    assert '<symbol id="home" viewBox="0 0 24 24" fill="none" stroke="currentColor"' in sprite
    assert '<symbol id="home-filled" viewBox="0 0 24 24" fill="currentColor">' in sprite
    assert "M0 0h24v24H0z" not in sprite


def test_a_missing_icon_is_named_and_the_old_files_stay(modules, icon_list, tmp_path):
    target = tmp_path / "vendor"
    assets.build(modules, icon_list, target)
    icon_list.write_text("home\nno-such-icon\n")

    with pytest.raises(Fault, match="no-such-icon"):
        assets.build(modules, icon_list, target)

    assert (target / "icons.svg").is_file()


def test_a_missing_font_is_named_in_one_line(modules, icon_list, tmp_path):
    font = assets.COPIED["fonts/atkinson-latin.woff2"]
    (modules / font).unlink()

    with pytest.raises(Fault) as said:
        assets.build(modules, icon_list, tmp_path / "vendor")

    assert font in str(said.value)
    assert "\n" not in str(said.value)


def test_a_missing_list_of_icons_is_named(tmp_path):
    with pytest.raises(Fault, match=r"icons\.txt"):
        icons.read_names(tmp_path / "icons.txt")
