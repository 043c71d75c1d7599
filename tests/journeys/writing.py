"""Somebody at the editor of a survey, as they work there: pressing what is seen, typing into what is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

KINDS = {
    "section": "Section",
    "single": "Pick one",
    "number": "Number",
    "emoji": "Faces with words",
    "content_note": "Note before a hard part",
    "multiple": "Pick several",
    "ranking": "Put in order",
    "statements": "Agree, disagree, pass",
    "text": "Your own words",
}
FOLDED = ("easy", "need")
LEFT_OUT = ("code", "when")
"""Names for rules are made by the rule builder, which also writes the rules."""


@dataclass
class Writer:
    """Somebody at the editor of questions, with a count of what they do."""

    page: Page
    clicks: int = 0
    fields: int = 0

    def press(self, thing: Locator) -> None:
        """Press something that is to be seen."""
        thing.click()
        self.clicks += 1

    def type(self, field: Locator, words: object) -> None:
        """Type into a field that is to be seen."""
        field.fill(str(words))
        self.fields += 1

    def block(self, number: int) -> Locator:
        """Everything of the part `number` of the survey."""
        return self.page.locator(f"[data-streamfield-child]:has(> [name='questions-{number}-type'])")

    def add(self, number: int, kind: str, value: dict[str, Any]) -> None:
        """Insert one question at the end and type all of it."""
        self.press(self.page.get_by_role("button", name="Insert a block").last)
        self.press(self.page.get_by_role("option", name=KINDS[kind], exact=True))
        block = self.block(number)
        if any(value.get(name) for name in FOLDED):
            self.press(block.get_by_text("More: easy words, a picture, help beside it"))
        for name, given in value.items():
            field = block.locator(f"[name='questions-{number}-value-{name}']")
            if name in ("choices", "rows"):
                self.lines(block, f"questions-{number}-value-{name}", given)
            elif given is True:
                self.press(field)
            elif given not in ("", 0) and name not in LEFT_OUT:
                self.type(field, given)

    def lines(self, block: Locator, name: str, given: list[Any]) -> None:
        """Type choices one after the other, with Enter between them."""
        for number, words in enumerate(given):
            if number:
                self.page.keyboard.press("Enter")
            field = block.locator(f"[name='{name}-{number}-value']")
            if number:
                expect(field).to_be_focused()
            self.type(field, words if isinstance(words, str) else words[0])

    def rule(self, number: int, question: str, *answers: str) -> None:
        """Have the rule builder say that part `number` is shown for any of `answers`."""
        block = self.block(number)
        self.press(block.get_by_text("Build a rule"))
        for answer in answers:
            block.get_by_label("Question", exact=True).last.select_option(label=question)
            block.get_by_label("Answer", exact=True).first.select_option(label=answer)
            if answer != answers[0]:
                block.get_by_label("Together with the rule so far").select_option(label="or")
            self.fields += 2
            self.press(block.get_by_role("button", name="Write the rule"))
