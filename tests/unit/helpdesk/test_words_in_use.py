"""Each of the console's words is asked for by a page or by code: what nobody asks for is translated for nobody."""

import re
from pathlib import Path

from helpdesk.wording import WORDS

ASKED = re.compile(r"""["'](\w+)["']""")
BEGUN = re.compile(r"""f["'](\w+_)\{|["'](\w+_)["'] \+""")
"""How a name begins whose end is an outcome: no test can tell which ones come."""


def test_each_word_is_asked_for():
    pages = [path for part in ("helpdesk", "parts") for path in Path("templates", part).glob("*.html")]
    code = [path for path in Path("helpdesk").glob("*.py") if not path.stem.endswith("words")]
    text = "\n".join(path.read_text() for path in (*pages, *code))
    asked = set(ASKED.findall(text))
    begun = tuple(start for found in BEGUN.findall(text) for start in found if start)

    assert [name for name in WORDS if name not in asked and not name.startswith(begun)] == []
