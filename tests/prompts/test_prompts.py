from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.errors import KindError
from drafter.prompts import MAX_CHARS, load_prompt, render, suit

if TYPE_CHECKING:
    from pathlib import Path

SYSTEM = '+++\ninputs = ["person"]\n+++\n用“{{ person }}”自称。\n'
BODY = """+++
inputs = ["title", "facts"]
system = "system.md"
examples = ["example.toml"]
max_tokens = 80
+++
小节：{{ title }}
{% for fact in facts %}
[{{ loop.index }}]{{ fact }}
{% endfor %}
"""
EXAMPLE = 'reply = "[1]一是组织学习3次。"\n[inputs]\ntitle = "学习"\nfacts = ["学习3次"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "system.md").write_text(SYSTEM, encoding="utf-8")
    (tmp_path / "body.md").write_text(BODY, encoding="utf-8")
    (tmp_path / "example.toml").write_text(EXAMPLE, encoding="utf-8")
    return tmp_path


def refused(folder: Path, name: str = "body.md") -> KindError:
    with pytest.raises(KindError) as caught:
        load_prompt(name, [folder])
    for lang in ("zh", "en"):
        assert caught.value.say(lang)
        assert caught.value.hint(lang)
    return caught.value


def test_a_request_is_system_prompt_worked_example_and_the_turn(folder: Path) -> None:
    turns = render(
        load_prompt("body.md", [folder]), {"person": "本人", "title": "培训", "facts": ["培训5期", "参训60人次"]}
    )
    assert [(turn.role, turn.text) for turn in turns] == [
        ("system", "用“本人”自称。"),
        ("user", "小节：学习\n[1]学习3次"),
        ("assistant", "[1]一是组织学习3次。"),
        ("user", "小节：培训\n[1]培训5期\n[2]参训60人次"),
    ]


def test_all_turns_but_the_last_are_the_same_for_any_facts(folder: Path) -> None:
    prompt = load_prompt("body.md", [folder])
    one = render(prompt, {"person": "本人", "title": "甲", "facts": ["1"]})
    two = render(prompt, {"person": "本人", "title": "乙", "facts": ["2", "3"]})
    assert one[:-1] == two[:-1]


def test_notes_too_short_for_the_worked_examples_get_the_short_prompt(folder: Path) -> None:
    (folder / "brief.md").write_text(BODY.replace('examples = ["example.toml"]\n', ""), encoding="utf-8")
    (folder / "body.md").write_text(BODY.replace("max_tokens", 'short = "brief.md"\nmax_tokens'), encoding="utf-8")
    prompt = load_prompt("body.md", [folder])
    shown = sum(len(turn.text) for turn in render(prompt, {"person": "本人", "title": "", "facts": []})[1:-1])
    least = -(-shown // prompt.front.short_from)
    assert [len(suit(prompt, "件" * int(least + more)).examples) for more in (-1, 0)] == [0, 1]
    assert suit(load_prompt("brief.md", [folder]), "").examples == ()


@pytest.mark.parametrize("fact", ["{{ person }}", "{% raw %}", "{{ ''.__class__ }}", "{# x #}", "{{"])
def test_a_fact_is_never_read_as_a_template(folder: Path, fact: str) -> None:
    turns = render(load_prompt("body.md", [folder]), {"person": "本人", "title": fact, "facts": [fact]})
    assert turns[-1].text == f"小节：{fact}\n[1]{fact}"


def test_all_missing_values_are_named_at_once(folder: Path) -> None:
    with pytest.raises(KindError, match="facts、title") as caught:
        render(load_prompt("body.md", [folder]), {"person": "本人"})
    assert caught.value.key == "prompts.missing_values"


def test_values_that_the_prompt_does_not_declare_are_not_given_to_it(folder: Path) -> None:
    (folder / "body.md").write_text("+++\n+++\n正文\n", encoding="utf-8")
    assert render(load_prompt("body.md", [folder]), {"title": "x"})[-1].text == "正文"


def test_inputs_that_the_body_uses_and_does_not_declare_are_refused(folder: Path) -> None:
    (folder / "body.md").write_text(BODY.replace("{{ title }}", "{{ titel }} {{ year }}"), encoding="utf-8")
    error = refused(folder)
    assert error.key == "prompts.undeclared"
    assert "titel、year" in error.say("en")


def test_inputs_that_are_declared_and_not_used_are_refused(folder: Path) -> None:
    (folder / "body.md").write_text(BODY.replace('"facts"]', '"facts", "year"]'), encoding="utf-8")
    error = refused(folder)
    assert error.key == "prompts.unused"
    assert "year" in error.say("zh")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("max_tokens = 80", "max_token = 80", "unknown_key"),
        ("max_tokens = 80", 'max_tokens = "80"', "wrong_type"),
        ("max_tokens = 80", "max_tokens = true", "wrong_type"),
        ("max_tokens = 80", "temperature = [0]", "wrong_type"),
        ('["example.toml"]', '"example.toml"', "wrong_type"),
        ('["example.toml"]', '["other.toml"]', "missing"),
        ("max_tokens = 80", 'short = "other.md"', "missing"),
        ("max_tokens = 80", 'short = "body.md"', "circular"),
        ('"system.md"', '"body.md"', "circular"),
        ("max_tokens = 80", "max_tokens 80", "broken"),
        ("{% endfor %}", "", "broken"),
        ("+++\ninputs", "inputs", "no_front_matter"),
    ],
)
def test_a_broken_prompt_is_refused(folder: Path, old: str, new: str, key: str) -> None:
    (folder / "body.md").write_text(BODY.replace(old, new), encoding="utf-8")
    assert refused(folder).key == f"prompts.{key}"


def test_the_line_of_a_broken_body_is_that_of_the_file(folder: Path) -> None:
    (folder / "body.md").write_text(BODY.replace("小节：{{ title }}", "小节：{{ title "), encoding="utf-8")
    assert refused(folder).line in {7, 8}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("reply = 3\n[inputs]\n", "wrong_type"),
        ('reply = "x"\n', "wrong_type"),
        ('reply = "x"\nrepli = "y"\n[inputs]\n', "unknown_key"),
        ("reply =", "broken"),
    ],
)
def test_a_broken_example_is_refused(folder: Path, text: str, key: str) -> None:
    (folder / "example.toml").write_text(text, encoding="utf-8")
    assert refused(folder).key == f"prompts.{key}"


def test_an_example_without_an_input_is_refused_by_its_own_name(folder: Path) -> None:
    (folder / "example.toml").write_text('reply = "x"\n[inputs]\ntitle = "x"\n', encoding="utf-8")
    with pytest.raises(KindError, match="facts") as caught:
        render(load_prompt("body.md", [folder]), {"person": "本人", "title": "x", "facts": []})
    assert caught.value.path.endswith("example.toml")


@pytest.mark.parametrize(
    "body",
    [
        "{{ facts.append(1) }}",  # a prompt cannot change what it is given
        "{{ facts.__class__.__mro__ }}",  # nor reach what is behind it
        "{{ facts.nothing }}",
        "{{ 1 // 0 }}",
    ],
)
def test_a_body_that_reaches_out_of_the_sandbox_is_refused(folder: Path, body: str) -> None:
    (folder / "body.md").write_text(f'+++\ninputs = ["facts"]\n+++\n{{{{ facts }}}}{body}\n', encoding="utf-8")
    with pytest.raises(KindError) as caught:
        render(load_prompt("body.md", [folder]), {"facts": ["x"]})
    assert caught.value.key == "prompts.failed"


def test_a_turn_has_a_greatest_length(folder: Path) -> None:
    prompt = load_prompt("body.md", [folder])
    with pytest.raises(KindError) as caught:
        render(prompt, {"person": "本人", "title": "x" * (MAX_CHARS + 1), "facts": []})
    assert caught.value.key == "prompts.too_long"


def test_the_nearest_folder_is_asked_first(folder: Path, tmp_path: Path) -> None:
    near = tmp_path / "near"
    near.mkdir()
    (near / "system.md").write_text("+++\n+++\n近处的设定\n", encoding="utf-8")
    turns = render(load_prompt("body.md", [near, folder]), {"title": "x", "facts": []})
    assert turns[0].text == "近处的设定"
