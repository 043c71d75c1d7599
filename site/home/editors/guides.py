"""Ten short guides for people who write here. English only, as they show the CMS in English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Guide:
    """One thing to do: what it gives, a picture of the screen, the steps, and one thing worth knowing."""

    slug: str
    title: str
    lead: str
    steps: tuple[str, ...]
    note: str = ""
    picture_alt: str = ""

    @property
    def picture(self) -> str:
        """Its static file."""
        return f"editors/guides/{self.slug}.webp"


GUIDES = (
    Guide(
        "write",
        "Write an article and send it in",
        "From an idea to a colleague’s desk. Nothing goes up before a second person has looked.",
        (
            "Choose Pages, then News, then “Add child page” and “News article”. For an area, begin at its page.",
            "Say in the title what the reader gets, in no more than ten words. Write the summary as one whole line.",
            "Build the article from blocks. One thought to a paragraph; a heading every few paragraphs.",
            "Tick the areas and topics that it is about. Readers find it by them.",
            "Choose “Submit for approval”. If something would keep readers out, the page says what, beside the place.",
        ),
        "A draft saves itself while you write. You can leave and come back.",
        "The editor of an article, with its title, summary and blocks.",
    ),
    Guide(
        "picture",
        "Add a picture",
        "A picture needs words for people who cannot see it, and consent from people who can be recognised.",
        (
            "Choose the picture, or upload one. We remove the place where it was taken.",
            "Say what it shows, as you would on the telephone. If it adds nothing, mark it as decoration.",
            "If somebody can be recognised, say so, and add the consent that you hold and when it ends.",
            "Look at the preview on a phone’s width before you send the page in.",
        ),
        "When a consent ends or is taken back, the picture leaves every page by itself.",
        "The picture block, with a place for what the picture shows.",
    ),
    Guide(
        "figure",
        "Show a figure or a quote fairly",
        "A number without its period and source is a rumour. A quote has somebody who said it.",
        (
            "Add the block “Figure”. Give the number, what it counts, when, what it compares with, and its source.",
            "Under 10 people? Do not show it: somebody may be recognised.",
            "Add the block “Quote” with the person’s words, and their name or role as they agreed.",
            "Read it aloud. Would the person in it think that it is fair?",
        ),
        "Never name a young person who spoke about violence. “A member of our youth panel” is enough.",
        "The figure block, with period, comparison and source.",
    ),
    Guide(
        "file",
        "Add a file to download",
        "Most people read on a phone. A page is better than a file; a file needs a summary.",
        (
            "Write the main points on the page itself, so that nobody has to open the file.",
            "Add the block “File to download” and upload the file. Kind and size are shown by themselves.",
            "Is there a newer version later? Open the file under Documents and replace it: its address stays.",
        ),
        "A file on a page that is not public cannot be opened by the public either.",
        "The file block with its title and what is in it.",
    ),
    Guide(
        "schedule",
        "Put a page up at a set time",
        "For announcements that wait for a day. All times are UK time.",
        (
            "Open the page’s status panel at the side and choose “Set schedule”.",
            "Give the day and time when it goes up, and when it comes down if it should.",
            "Send it in for approval. It goes up at its minute only if it was approved before.",
            "See what goes up next on the first page of the CMS.",
        ),
        "When clocks change, one hour does not exist and one comes twice. The form tells you.",
        "The schedule form with the two times.",
    ),
    Guide(
        "approve",
        "Approve a colleague’s page",
        "You are the second pair of eyes, not a proof-reader only.",
        (
            "Pages that wait for you are on the first page of the CMS. Open one.",
            "Choose “Compare” to see what changed since readers last saw it.",
            "Leave comments beside the words. Choose “Request changes” if it should go back.",
            "Is anybody in danger if this is public? If you are unsure, ask the safeguarding lead first.",
            "Choose “Approve”. It goes up, or waits for its time.",
        ),
        "You cannot approve what you sent in yourself.",
        "The list of pages that wait for approval.",
    ),
    Guide(
        "correct",
        "Correct something or take it down now",
        "A wrong telephone number cannot wait for an approver.",
        (
            "Open the page and choose “Correct now” or “Take down now” in its menu.",
            "Say why. Readers see what was corrected; colleagues see your reason.",
            "It happens at once. A colleague looks at it on the next working day.",
        ),
        "Services under Find help have the same two buttons.",
        "The menu of a page with its two quick actions.",
    ),
    Guide(
        "event",
        "Put on an event",
        "When, where, who it is for, and how to get in.",
        (
            "Choose Pages, then Events, then “Add child page” and “Event”.",
            "Give start and end in UK time, and the place with how to reach the door.",
            "Choose own sign-up with a number of places, or a link to another booking site.",
            "Names of people who signed up are under the event. They are deleted a month after it.",
        ),
        "If plans change, set it to cancelled or postponed rather than taking it down: people’s calendars learn of it.",
        "The editor of an event.",
    ),
    Guide(
        "newsletter",
        "Send a newsletter",
        "Chosen articles to people who asked for them, by area and topic.",
        (
            "Choose Newsletters, then “Add newsletter”. Write a subject that says what is inside.",
            "Choose the articles, events and consultations, in order.",
            "Choose areas and topics. The form counts how many will get it.",
            "Look at the preview, and send yourself a test.",
            "A second person confirms. It leaves in the daytime, once to each.",
        ),
        "Sensitive pages are left out, whatever you choose.",
        "A newsletter with its chosen articles.",
    ),
    Guide(
        "alert",
        "Put up an alert",
        "For hours and days in which everybody should know something: an incident, a closed help point.",
        (
            "Choose Alerts, then “Add alert”. Say what happens and what people can do, in one or two sentences.",
            "Choose an area, or leave it empty for every page.",
            "Give the times from and to. It leaves by itself.",
        ),
        "An alert waits for no approver. Do not name victims or suspects, and do not guess.",
        "The form of an alert.",
    ),
)
