"""The labels that a case may carry: a short list of our own, so that nothing about a person is ever typed as one."""

from typing import Final

LABELS: Final = ("interpreter", "relative", "paper", "complaint", "technical", "supervisor")
