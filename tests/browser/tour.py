"""Every page in every state: where it is and how to bring it about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from scoring.questionnaire import Questionnaire
from tests.browser.server import Server
from tests.browser.visits import TOKEN, mixed_answers, post_answers

EMPTY, PARTIAL, COMPLETE = "empty", "partial", "complete"


@dataclass(frozen=True, slots=True)
class Tour:
    """A site with an assessment that is empty, one that is half answered and one that is complete."""

    site: Server
    cookies: Any
    trials: Mapping[str, str]
    axis: str

    def address(self, place: str) -> str:
        """Return the address of a place, which may begin with the state of an assessment."""
        state, _, rest = place.partition("/")
        return f"{self.trials[state]}/{rest}".rstrip("/") if state in self.trials else f"{self.site.address}/{place}"


def prepare(context: BrowserContext, site: Server, questionnaire: Questionnaire) -> Tour:
    """Start and answer the assessments of the tour."""
    answers = mixed_answers(questionnaire)
    some = {statement: value for statement, value in answers.items() if int(statement[1:]) % 3}
    trials = {state: _start(context, site, state) for state in (EMPTY, PARTIAL, COMPLETE)}
    post_answers(context, trials[PARTIAL], questionnaire.axes[:5], some)
    post_answers(context, trials[COMPLETE], questionnaire.axes, answers)
    return Tour(site, context.storage_state(), trials, questionnaire.axes[0].id)


def _start(context: BrowserContext, site: Server, name: str) -> str:
    home = context.request.get(site.address).text()
    fields = {"csrf_token": TOKEN.findall(home)[0], "organisation": f"Régie de l’essai ({name})"}
    answer = context.request.post(f"{site.address}/essai", form=fields, max_redirects=0)
    return f"{site.address}{answer.headers['location']}"


def with_definition(page: Page) -> None:
    """Open the definition of the first glossary word."""
    page.locator(".term").first.click()
    expect(page.locator(".definition:popover-open")).to_be_visible()


def with_errors(page: Page) -> None:
    """Send a level that does not exist and a reason that is too long."""
    page.evaluate("document.querySelector('#e02 [value=\"1\"]').value = '7'")
    page.check('#e02 [value="7"]')
    page.evaluate("document.getElementById('e03-reason').value = 'a'.repeat(4001)")
    page.click("button[value=next]")
    expect(page.locator("#errors")).to_be_visible()


def with_firmness(page: Page) -> None:
    """Open what the quadrant rests on."""
    page.click(".firmness > summary")
    expect(page.locator(".firmness table").first).to_be_visible()


def with_path(page: Page) -> None:
    """Ask for the shortest path to the top of the first axis, and open what its first initiative raises."""
    page.click("form summary")
    page.locator(".path-targets input").first.fill("4")
    page.click("form.panel button")
    expect(page.locator(".path-steps > li").first).to_be_visible()
    page.locator(".path-steps summary").first.click()


def with_refused_path(page: Page) -> None:
    """Ask for a path to what is no score."""
    page.click("form summary")
    page.locator(".path-targets input").first.fill("beaucoup")
    page.click("form.panel button")
    expect(page.locator(".notice-error")).to_be_visible()


def unchanged(_page: Page) -> None:
    """Leave the page as it is."""


# Name: the address (an assessment's state first) and what is done there.
PAGES: Mapping[str, tuple[str, Callable[[Page], None]]] = {
    "home": ("", unchanged),
    "privacy": ("confidentialite", unchanged),
    "method": ("methode", unchanged),
    "overview-empty": ("empty", unchanged),
    "overview-partial": ("partial", unchanged),
    "overview-complete": ("complete", unchanged),
    "axis-empty": ("empty/axes/{axis}", unchanged),
    "axis-complete": ("complete/axes/{axis}", unchanged),
    "axis-with-definition": ("empty/axes/{axis}", with_definition),
    "axis-with-errors": ("empty/axes/{axis}", with_errors),
    "results-empty": ("empty/resultats", unchanged),
    "results-partial": ("partial/resultats", unchanged),
    "results-complete": ("complete/resultats", unchanged),
    "results-with-firmness": ("complete/resultats", with_firmness),
    "path-empty": ("empty/chemin", unchanged),
    "path-found": ("complete/chemin", with_path),
    "path-refused": ("partial/chemin", with_refused_path),
    "delete": ("empty/suppression", unchanged),
    "not-found": ("nulle-part", unchanged),
    "patterns": ("patterns", unchanged),
}


def go(page: Page, tour: Tour, name: str, language: str = "fr") -> None:
    """Open a page of the tour in a language and bring about its state."""
    place, change = PAGES[name]
    page.goto(f"{tour.address(place.format(axis=tour.axis))}?lang={language}")
    change(page)
