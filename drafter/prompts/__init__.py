"""Prompts: files with declared inputs, rendered in a sandbox.

A prompt file is TOML front matter between two `+++` lines, then a Jinja2 body: the turn that is sent. Its front matter
may name a system prompt (a file of the same form) and worked examples. An example is a TOML file with the inputs of
one turn and the reply to it: the same body renders the example's turn and the real one, so the model always sees the
shape that it is asked to follow. System prompt and examples come first and are the same in every request, so that a
server that keeps what it has read need not read them again.
"""

from drafter.prompts.fill import MAX_CHARS, choose, render, suit
from drafter.prompts.read import Example, Front, Prompt, load_prompt

__all__ = ["MAX_CHARS", "Example", "Front", "Prompt", "choose", "load_prompt", "render", "suit"]
