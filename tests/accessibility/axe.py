"""axe-core, the judge of rules: all French, European and WCAG 2.2 AA tags, brought into the page past its content policy."""

from dataclasses import dataclass

from playwright.sync_api import Page

from setup.node import MODULES

SOURCE = MODULES / "axe-core" / "axe.min.js"
TAGS = (
    "RGAAv4",
    "EN-301-549",
    "EN-301-549v4",
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
)
ALSO = ("color-contrast-enhanced", "focus-order-semantics", "css-orientation-lock")
# The soft theme is asked for by eyes that light hurts: it keeps to 4.5-8:1 by intent, so AA judges it and AAA cannot.
SOFT = "soft"


@dataclass(frozen=True)
class Finding:
    """One rule that a page breaks, or that axe could not decide, on one element."""

    rule: str
    element: str
    why: str
    is_certain: bool

    def __str__(self) -> str:
        return f"{self.rule}: {self.element} {self.why}"


RUN = """async ({ tags, also, isSoft }) => {
  const rules = Object.fromEntries(also.map((id) => [id, { enabled: !(isSoft && id === 'color-contrast-enhanced') }]));
  const result = await axe.run({ exclude: [] }, { runOnly: { type: 'tag', values: tags }, rules, resultTypes: ['violations', 'incomplete'] });
  const told = (list, isCertain) => list.flatMap((rule) => rule.nodes.map((node) => ({
    rule: rule.id, element: node.html.slice(0, 160), isCertain,
    why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join(' ').slice(0, 200),
  })));
  return [...told(result.violations, true), ...told(result.incomplete, false)];
}"""


def judge(page: Page, *, theme: str = "light") -> list[Finding]:
    """Return what axe finds against the page as it is drawn now."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(SOURCE.read_text("utf-8"))
    found = page.evaluate(RUN, {"tags": list(TAGS), "also": list(ALSO), "isSoft": theme == SOFT})
    return [Finding(each["rule"], each["element"], each["why"], each["isCertain"]) for each in found]
