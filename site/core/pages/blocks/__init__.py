"""The blocks that editors build pages from: one file each, with an example for the block chooser."""

from wagtail.blocks import Block

from core.pages.blocks.accordion import AccordionBlock
from core.pages.blocks.attachments import AttachmentsBlock
from core.pages.blocks.audio import AudioBlock
from core.pages.blocks.callout import CalloutBlock
from core.pages.blocks.contact import ContactBlock
from core.pages.blocks.cta import CallToActionBlock
from core.pages.blocks.details import DetailsBlock
from core.pages.blocks.do_dont import DoDontBlock
from core.pages.blocks.document import DocumentBlock
from core.pages.blocks.emergency import EmergencyBlock
from core.pages.blocks.heading import HeadingBlock
from core.pages.blocks.image import PictureBlock
from core.pages.blocks.logic_model import LogicModelBlock
from core.pages.blocks.paragraph import ParagraphBlock
from core.pages.blocks.people import PeopleBlock
from core.pages.blocks.quote import QuoteBlock
from core.pages.blocks.statistic import StatisticBlock
from core.pages.blocks.steps import StepsBlock
from core.pages.blocks.table import TableBlock
from core.pages.blocks.themes import ThemesBlock
from core.pages.blocks.timeline import TimelineBlock
from core.pages.blocks.video import VideoBlock

BODY_BLOCKS: list[tuple[str, Block]] = [
    ("paragraph", ParagraphBlock()),
    ("heading", HeadingBlock()),
    ("quote", QuoteBlock()),
    ("callout", CalloutBlock()),
    ("details", DetailsBlock()),
    ("accordion", AccordionBlock()),
    ("steps", StepsBlock()),
    ("do_dont", DoDontBlock()),
    ("image", PictureBlock()),
    ("video", VideoBlock()),
    ("audio", AudioBlock()),
    ("statistic", StatisticBlock()),
    ("table", TableBlock()),
    ("timeline", TimelineBlock()),
    ("logic_model", LogicModelBlock()),
    ("themes", ThemesBlock()),
    ("document", DocumentBlock()),
    ("attachments", AttachmentsBlock()),
    ("cta", CallToActionBlock()),
    ("people", PeopleBlock()),
    ("contact", ContactBlock()),
    ("emergency", EmergencyBlock()),
]
