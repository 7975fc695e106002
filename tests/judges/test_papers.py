"""Every paper, in every language, before judges that nobody here wrote; and a bad sample that each judge must refuse."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import weasyprint
from PIL import Image, ImageDraw

from carnet.domain.code import digits_of
from tests.judges import pdf
from tests.unit.paper.samples import (
    CODE,
    NIR,
    SENT_ON,
    make_card,
    make_code_facts,
    make_envelope,
    make_news_facts,
    make_notice_facts,
    make_receipt_facts,
    make_seen,
)
from web.locale import offered
from web.paper import press
from web.paper.cards import card_page
from web.paper.journal import journal_page
from web.paper.letters import new_code_page, notice_page
from web.paper.news import news_page
from web.paper.news_words import NEWS
from web.paper.press import to_pdf
from web.paper.qr import qr_svg
from web.paper.receipt_words import ACTS
from web.paper.receipts import receipt_page, slip_page
from web.paper.sheets import Envelope
from web.paper.tongue import FRENCH, Tongue, tongue_of
from web.parcels import LETTER_NUMBER

OUR_FONTS = {"Atkinson", "Atkinson-Bold", "Vazirmatn", "Vazirmatn-Bold"}
RESUME_URL = make_receipt_facts()["resume_url"]
IN_EVERY_LANGUAGE = {
    "news-opened",
    "news-suspended",
    "news-came_of_age",
    "news-request_object",
    "news-request_late",
    "letter-numbered",
    "notice",
    "notice-child",
    "code",
    "card",
    "slip",
    "journal",
    "receipt-objected",
    "receipt-closed",
}
ARABIC_SENTENCE = "لقد طلبتم عدم فتح الملف. احتفظوا بهذه الورقة، واتصلوا بالرقم 3422 ثم ارجعوا إلى الجهاز."
"""Without lam-alef, whose two letters poppler turns round."""


def pages(tongue: Tongue) -> dict[str, str]:
    envelope, child = make_envelope(), {"child": "Lina"}
    slip = make_receipt_facts(is_demonstration=True)
    shown = {**slip, "for_another": True, "resume_hours": None}
    return {
        "notice": notice_page(envelope, make_notice_facts(is_demonstration=True), tongue),
        "notice-child": notice_page(envelope, make_notice_facts(**child), tongue),
        "code": new_code_page(envelope, make_code_facts(), tongue),
        "card": card_page(make_card(), tongue),
        "card-plain": card_page(make_card(printed="12345678", serial="12345678", has_photo=False), tongue),
        "slip": slip_page(slip, tongue),
        "journal": journal_page(make_seen(), tongue, on=SENT_ON, envelope=envelope),
        "receipt-posted": receipt_page("closed", shown, tongue, envelope=envelope),
        **{f"receipt-{act}": receipt_page(act, shown, tongue) for act in ACTS},
        **{f"news-{kind}": news_page(kind, envelope, make_news_facts(), tongue) for kind in NEWS},
        "receipt-stated": receipt_page("objected", {**shown, "stated_on": slip["done_at"].date()}, tongue),
        "letter-numbered": news_page("request_object", numbered(envelope), make_news_facts(), tongue),
        "news-opened-child": news_page("opened", envelope, make_news_facts(**child), tongue),
    }


def numbered(envelope: Envelope) -> Envelope:
    """Return the longest sender that a letter has: four lines, and the number by which it is known again."""
    return replace(envelope, sender=(*envelope.sender, "Bâtiment B", LETTER_NUMBER % "7K4M 29PT"))


def arabic_words(text: str) -> list[str]:
    return re.findall("[\N{ARABIC LETTER HAMZA}-\N{ARABIC LETTER YEH}]+", text)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Papers as files, by kind and language: all kinds in French, the longest in the others."""
    folder = tmp_path_factory.mktemp("papers")
    found = {}
    for language in offered():
        for kind, page in pages(tongue_of(language.tag)).items():
            if language.tag != "fr" and kind not in IN_EVERY_LANGUAGE:
                continue
            found[f"{kind} {language.tag}"] = file = (
                folder / f"{kind}-{language.code}-{language.is_easy:d}.pdf"
            )
            file.write_bytes(to_pdf(page))
    return found


@pytest.fixture
def bad(tmp_path: Path):
    """Return a function that prints a bad page as somebody careless would."""

    def make(body: str, *, variant: str | None = "pdf/ua-1", style: str = "") -> Path:
        file = tmp_path / "bad.pdf"
        page = f'<html lang="fr"><title>x</title><style>{style}</style><body>{body}'
        file.write_bytes(weasyprint.HTML(string=page).write_pdf(pdf_variant=variant))
        return file

    return make


def test_every_paper_keeps_all_rules_of_pdf_ua(papers: dict[str, Path]) -> None:
    verdicts = pdf.verdicts(list(papers.values()))

    assert len(verdicts) == len(papers)
    assert not {file.name: verdict.broken for file, verdict in verdicts.items() if not verdict.passes}
    assert all(verdict.assertions > 500 for verdict in verdicts.values())


def test_the_judge_of_rules_refuses_a_paper_without_tags_and_a_picture_without_words(bad) -> None:
    untagged = bad("<p>Bonjour", variant=None)
    silent = untagged.with_name("silent.pdf")
    untagged.rename(silent)
    picture = bad(
        "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>\">"
    )

    verdicts = pdf.verdicts([silent, picture])

    assert not verdicts[silent].passes
    assert not verdicts[picture].passes
    assert "Figure" in " ".join(verdicts[picture].broken)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("notice fr", digits_of(CODE)),
        ("notice ar", digits_of(CODE)),
        ("code fr", digits_of(CODE)),
        ("slip fr", RESUME_URL),
        ("receipt-objected ar", RESUME_URL),
        ("receipt-closed fr", RESUME_URL),
        ("receipt-posted fr", RESUME_URL),
        ("card fr", None),
    ],
)
def test_squares_are_read_by_a_scanner(
    papers: dict[str, Path], tmp_path: Path, name: str, expected: str | None
) -> None:
    assert set(pdf.squares(papers[name], tmp_path)) == ({expected} if expected else set())


def test_the_scanner_refuses_a_torn_square(papers: dict[str, Path], tmp_path: Path) -> None:
    pdf.run("pdftoppm", "-r", "100", "-f", "1", "-l", "1", "-png", papers["notice fr"], tmp_path / "torn")
    (sheet,) = tmp_path.glob("torn-*.png")
    assert pdf.read_squares(sheet) == [digits_of(CODE)]

    picture = Image.open(sheet)
    middle = picture.height // 2
    ImageDraw.Draw(picture).rectangle((100, middle + 20, picture.width // 2, middle + 120), fill="white")
    picture.save(sheet)

    assert pdf.read_squares(sheet) == []


def test_every_paper_carries_our_fonts_and_no_other(papers: dict[str, Path]) -> None:
    for name, file in papers.items():
        fonts = pdf.fonts(file)

        assert fonts, name
        assert {font for font, _ in fonts} <= OUR_FONTS, name
        assert all(is_carried for _, is_carried in fonts), name


def test_the_judge_of_fonts_sees_a_stand_in(bad) -> None:
    fonts = {font for font, _ in pdf.fonts(bad("<p>Bonjour"))}

    assert not fonts <= OUR_FONTS


def test_letters_are_large_and_lines_short(papers: dict[str, Path]) -> None:
    for name, file in papers.items():
        sizes = pdf.sizes(file)
        main = 24 if "large" in name else 18

        assert sizes.most_common(1)[0][0] == main, name
        if "card" not in name:  # the words of a picture have the size of the picture
            assert min(sizes) >= 14, name
        assert max(map(len, pdf.lines(file))) <= 60, name


def test_the_judge_of_sizes_sees_small_letters_and_long_lines(bad) -> None:
    file = bad(f"<p>{'mot ' * 40}", style="@page{size:A4;margin:17mm} body{margin:0;font:12pt sans-serif}")

    assert set(pdf.sizes(file)) == {12}
    assert max(map(len, pdf.lines(file))) > 60


def test_each_language_is_named_where_it_stands(papers: dict[str, Path]) -> None:
    for language in offered():
        named = pdf.languages(papers[f"receipt-objected {language.tag}"])

        assert named[0] == language.code
        assert set(named) == {language.code, "fr"}
        assert set(pdf.languages(papers[f"notice {language.tag}"])) == {language.code, "fr"}


def test_arabic_is_read_as_it_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "arabic.pdf"
    file.write_bytes(
        to_pdf(
            f'<html lang="ar" dir="rtl"><title>x</title><section class="tongue" lang="ar" dir="rtl">'
            f"<p>{ARABIC_SENTENCE}</p></section></html>"
        )
    )

    assert sorted(arabic_words(pdf.text(file))) == sorted(arabic_words(ARABIC_SENTENCE))


def test_the_judge_of_arabic_refuses_letters_made_of_shared_parts(bad) -> None:
    font = Path("static/vendor/fonts/noto-arabic-400.woff2").resolve().as_uri()

    file = bad(
        f'<p lang="ar" dir="rtl">{ARABIC_SENTENCE}',
        style=f"@font-face{{font-family:N;src:url({font})}} body{{font:18pt N}}",
    )

    assert "طلبتم" not in pdf.text(file)


def test_no_paper_of_a_letter_holds_the_number_of_a_person(papers: dict[str, Path]) -> None:
    for name, file in papers.items():
        digits = re.sub(r"\s", "", pdf.text(file))

        assert (NIR in digits) is name.startswith("card"), name


def test_each_language_of_a_receipt_fits_on_one_sheet(papers: dict[str, Path]) -> None:
    for name, file in papers.items():
        kind, tag = name.split()
        languages = 1 if tag.startswith("fr") else 2
        if kind.removeprefix("receipt-") in ACTS or kind.removeprefix("news-") in NEWS:
            assert pdf.sheets(file) == languages, name
        if kind in ("receipt-stated", "letter-numbered"):
            assert pdf.sheets(file) == languages, name
        if kind.startswith("notice"):
            assert pdf.sheets(file) == 2 * languages, name


@pytest.mark.parametrize("text", [digits_of(CODE), RESUME_URL, "http://localhost:8000/r/7K4M29PT"])
def test_squares_are_wide_enough_to_be_found(text: str) -> None:
    side = int(re.search(r'viewBox="0 0 (\d+)', qr_svg(text))[1])
    width_mm = int(re.search(r"\.square \{[^}]*width: (\d+)mm", press.STYLE.read_text())[1])

    assert width_mm * (side - 8) / side >= 45


def test_french_alone_needs_no_other_language_beside_it() -> None:
    assert notice_page(make_envelope(), make_notice_facts(), FRENCH).count('class="tongue"') == 1
