"""A61: an offered language says everything, and nothing else than the French does."""

import pytest

from web import locale
from words import catalogues, files, style

OFFERED = [(tag, domain) for tag in catalogues.tags() for domain in files.domains_of(tag)]


def test_the_templates_are_up_to_date():
    stale = [fault for fault in catalogues.faults() if "not up to date" in fault]

    assert stale == []


@pytest.mark.parametrize(("tag", "domain"), OFFERED)
def test_a61_an_offered_language_lacks_no_sentence(tag, domain):
    assert catalogues.unfinished(tag, domain) == []


@pytest.mark.parametrize(("tag", "domain"), OFFERED)
def test_a61_an_offered_language_has_no_stale_sentence(tag, domain):
    messages = [message for message in files.read(files.catalogue_path(tag, domain)) if message.id]
    template = {(m.context, m.id) for m in files.read(files.template_path(domain)) if m.id}

    assert [message.id for message in messages if message.fuzzy] == []
    assert [message.id for message in messages if (message.context, message.id) not in template] == []


@pytest.mark.parametrize(("tag", "domain"), OFFERED)
def test_a_translation_has_the_holes_and_the_lines_of_the_french(tag, domain):
    messages = catalogues.translated(tag, domain)

    assert [
        f"{fault} | {message.string}"
        for message in messages
        for fault in style.pairing(str(message.id), str(message.string))
    ] == []


@pytest.mark.parametrize(("tag", "domain"), OFFERED)
def test_a_catalogue_says_that_native_readers_have_not_seen_it_until_one_has_signed(tag, domain):
    language = next(each for each in locale.languages() if each.tag == tag)
    head = files.catalogue_path(tag, domain).read_text("utf-8").splitlines()[0]

    assert (files.REVIEW in head) is not bool(language.reviewed_by)


@pytest.mark.parametrize(("tag", "domain"), OFFERED)
def test_a_catalogue_names_files_but_no_line_and_no_day(tag, domain):
    text = files.catalogue_path(tag, domain).read_text("utf-8")

    assert "Date:" not in text
    assert [line for line in text.splitlines() if line.startswith("#:") and ":" in line[2:]] == []


@pytest.mark.parametrize(("tag", "domain"), OFFERED)
def test_a_catalogue_knows_the_plurals_of_its_language(tag, domain):
    expected = {"fr": 2, "en": 2, "ar": 6}[tag.partition("@")[0]]

    assert files.read(files.catalogue_path(tag, domain)).num_plurals == expected


def test_the_person_and_the_helper_have_their_own_words():
    helpers = {message.id for message in files.read(files.template_path("helpers")) if message.id}
    people = {message.id for message in files.read(files.template_path("people")) if message.id}

    assert "Lisez la page avec la personne." in helpers - people
    assert "Il est gratuit." not in helpers


def test_production_finds_no_sentence_missing_either():
    assert [(tag, text) for tag in catalogues.tags() for text in locale.missing(tag)] == []
