"""The blocks that editors build pages from: one file each, with an example for the block chooser."""

from wagtail.blocks import Block

from core.pages.blocks.callout import CalloutBlock
from core.pages.blocks.document import DocumentBlock
from core.pages.blocks.heading import HeadingBlock
from core.pages.blocks.image import PictureBlock
from core.pages.blocks.paragraph import ParagraphBlock
from core.pages.blocks.quote import QuoteBlock
from core.pages.blocks.statistic import StatisticBlock

BODY_BLOCKS: list[tuple[str, Block]] = [
    ("paragraph", ParagraphBlock()),
    ("heading", HeadingBlock()),
    ("image", PictureBlock()),
    ("quote", QuoteBlock()),
    ("document", DocumentBlock()),
    ("statistic", StatisticBlock()),
    ("callout", CalloutBlock()),
]
