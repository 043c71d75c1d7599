"""The one seam through which text that people write becomes HTML."""

from core.text.render import RENDERER_VERSION, Rendered, render

__all__ = ["RENDERER_VERSION", "Rendered", "render"]
