"""The library of monitoring questions: dated, sourced, marked with their status."""

from surveys.standard.blocks import StandardBlock
from surveys.standard.library import expand

__all__ = ["StandardBlock", "expand"]
