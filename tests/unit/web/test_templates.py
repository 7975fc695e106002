"""Templates are translated once and kept beside them; where nothing can be kept they are drawn all the same."""

import jinja2
import pytest

from web import factory


@pytest.fixture
def environment(monkeypatch, tmp_path):
    def make(folder: str) -> jinja2.Environment:
        monkeypatch.setattr(factory, "TRANSLATED", tmp_path / folder)
        loader = jinja2.DictLoader({"page.html": "{{ 6 * 7 }}"})
        return jinja2.Environment(loader=loader, bytecode_cache=factory.Translated())

    return make


def test_a_second_process_translates_nothing(environment, monkeypatch):
    assert environment("kept").get_template("page.html").render() == "42"
    second = environment("kept")
    monkeypatch.setattr(second, "compile", None)

    assert second.get_template("page.html").render() == "42"


def test_a_template_that_changed_is_translated_again(environment):
    environment("kept").get_template("page.html")
    changed = environment("kept")
    changed.loader = jinja2.DictLoader({"page.html": "{{ 7 * 7 }}"})

    assert changed.get_template("page.html").render() == "49"


def test_a_folder_that_cannot_be_made_costs_time_alone(environment):
    nowhere = environment("missing/kept")

    assert nowhere.get_template("page.html").render() == "42"
