from __future__ import annotations

import itertools
import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.backends.answers import ThinkingFilter, strip_thinking
from drafter.backends.contract import Answer, accept, model_names, read_usage
from drafter.backends.faults import quote, retry_after
from drafter.backends.retry import pause_before, with_retries
from drafter.backends.sse import Event, EventReader
from drafter.errors import AccountError, BackendError, RetryableError, TruncatedError
from drafter.model import Usage

PIECES = st.lists(
    st.sampled_from(
        [
            "一是",
            "<think>",
            "</think>",
            "<",
            "</",
            "thi",
            "nk>",
            "<THINKING>",
            "</thinking>",
            "◁think▷",
            "◁/think▷",
            "\n",
        ]
    )
)


def cut(text: str, places: list[int]) -> list[str]:
    ends = sorted({place % (len(text) + 1) for place in places} | {0, len(text)})
    return [text[start:end] for start, end in itertools.pairwise(ends)]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("<think>想</think>一是。", "一是。"),
        ("想</think>一是。", "一是。"),
        ("一是。<think>想</think>二是。", "一是。二是。"),
        ("一是。<think>想", "一是。"),
        ("<THINK>想</Think>一是。", "一是。"),
        ("甲<think>乙<think>丙</think>丁", "甲丁"),
        ("全年 < 去年，2 > 1", "全年 < 去年，2 > 1"),
    ],
)
def test_thinking_is_stripped(text: str, rest: str) -> None:
    assert strip_thinking(text) == rest


@given(PIECES, st.lists(st.integers(0, 99)))
def test_a_filter_shows_the_same_wherever_the_stream_is_cut(words: list[str], places: list[int]) -> None:
    text = "".join(words)
    whole, parts = ThinkingFilter(), ThinkingFilter()
    assert "".join(map(parts.feed, cut(text, places))) == whole.feed(text)


@given(
    st.lists(st.sampled_from(["一是", "<think>想</think>", "<", "</", "◁THINK▷◁/think▷", "\n"])),
    st.lists(st.integers(0, 99)),
)
def test_what_is_shown_begins_the_reply(words: list[str], places: list[int]) -> None:
    text = "".join(words)
    shown = "".join(map(ThinkingFilter().feed, cut(text, places)))
    assert strip_thinking(text).startswith(shown)
    assert len(strip_thinking(text)) - len(shown) < len("</thinking>"), "only what may become a mark is held back"


@given(
    st.lists(st.text(st.characters(exclude_characters="\r\n\x00", exclude_categories=["Cs"]), min_size=1)),
    st.lists(st.integers(0, 999)),
    st.sampled_from(["\n", "\r\n"]),
)
def test_events_are_read_wherever_the_bytes_are_cut(texts: list[str], places: list[int], newline: str) -> None:
    stream = "".join(f"event: e{newline}data: {text}{newline}{newline}" for text in texts).encode()
    ends = sorted({place % (len(stream) + 1) for place in places} | {0, len(stream)})
    reader = EventReader()
    events = [event for start, end in itertools.pairwise(ends) for event in reader.feed(stream[start:end])]
    assert events == [Event("e", text) for text in texts]
    assert list(reader.end()) == []


def test_an_event_has_its_lines_joined_and_comments_left_out() -> None:
    reader = EventReader()
    assert list(reader.feed(b": hello\ndata:a\ndata: b\nid: 3\n\n\n\ndata: rest")) == [Event("message", "a\nb")]
    assert list(reader.end()) == [Event("message", "rest")]


@given(st.text())
def test_an_accepted_text_is_clean_whatever_came(text: str) -> None:
    try:
        reply = accept(Answer(text, "stop"))
    except BackendError:
        return
    assert reply.text == reply.text.strip() != ""
    assert reply.text.encode()
    assert not any(character < " " and character not in "\n\t" for character in reply.text)
    assert accept(Answer(reply.text, "stop")).text == reply.text


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["choices", "message", "content", "error", "finish_reason", "usage", "model", "delta"]),
                inner,
            )
        ),
    )
)
def test_whatever_json_comes_is_an_answer_or_one_of_our_errors(value: object) -> None:
    from drafter.backends.contract import read_answer  # noqa: PLC0415  # beside its only use

    try:
        accept(read_answer(json.dumps(value)))
    except BackendError as fault:
        assert fault.say("zh")  # noqa: PT017  # that it raises is not the promise; that it can be said is


def test_a_surrogate_pair_that_came_in_two_pieces_is_joined() -> None:
    assert accept(Answer("一\ud83d\ude00", "stop")).text == "一😀"


def test_counts_that_are_none_are_none() -> None:
    assert read_usage({"prompt_tokens": -1, "completion_tokens": True, "prompt_cache_hit_tokens": 5}) == Usage(
        None, None, 5
    )
    assert read_usage({"prompt_tokens": "31", "prompt_tokens_details": None}) == Usage()


def test_a_list_of_models() -> None:
    assert model_names('{"data": [{"id": "a"}, {"id": 3}, {"id": "b"}]}') == ["a", "b"]
    for body in ("", "[]", '{"data": [1]}', '{"data": null}', "<html>"):
        with pytest.raises(RetryableError):
            model_names(body)


def test_a_servers_words_are_made_safe_to_show() -> None:
    said = quote("bad\x1b[31m key sk-abcdef123456\nin\u202e Bearer abcdef.ghijkl " + "长" * 500)
    assert said.isprintable()
    assert "abcdef" not in said
    assert len(said) < 200


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "3"}, 3.0),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "Thu, 01 Jan 1970 00:01:40 GMT"}, 60.0),
        ({"retry-after": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({}, None),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, lambda: 40.0) == seconds


# ------------------------------------------------------------------------------------------------ tries
def tried(faults: list[BackendError], *, retries: int = 3, left: float = 100.0) -> tuple[list[float], object]:
    """The pauses that were made, and what came out."""
    pauses: list[float] = []
    todo = list(faults)

    def attempt() -> str:
        if todo:
            raise todo.pop(0)
        return "答"

    def remaining() -> float:
        return left - sum(pauses)

    try:
        out: object = with_retries(attempt, retries=retries, left=remaining, wait=pauses.append, random=Random(1))
    except BackendError as fault:
        out = fault
    return pauses, out


def test_pauses_grow_and_are_the_same_for_the_same_seed() -> None:
    faults: list[BackendError] = [RetryableError("backends.broken") for _ in range(3)]
    pauses, out = tried(faults)
    assert out == "答"
    assert pauses == tried(faults)[0]
    assert pauses[0] < pauses[1] < pauses[2]


def test_the_pause_is_never_shorter_than_the_server_asks_and_never_longer_than_there_is_time() -> None:
    asked = RetryableError("backends.too_many", retry_after=20.0)
    assert tried([asked])[0][0] >= 20.0
    assert tried([asked], left=20.0) == ([], asked)


@pytest.mark.parametrize(
    "fault",
    [
        AccountError("backends.balance"),
        TruncatedError("backends.length", partial="半"),
        TruncatedError("backends.length_thinking", partial=""),
    ],
)
def test_what_cannot_help_is_not_tried(fault: BackendError) -> None:
    assert tried([fault]) == ([], fault)


def test_a_cut_answer_is_tried_again_and_the_last_fault_is_told() -> None:
    faults: list[BackendError] = [TruncatedError("backends.cut", partial=str(number)) for number in range(4)]
    assert tried(faults)[1] is faults[-1]
    assert tried(faults, retries=0) == ([], faults[0])


@given(st.integers(0, 50), st.none() | st.floats(0, 100), st.integers(0, 9))
def test_a_pause_is_bounded(number: int, asked: float | None, seed: int) -> None:
    assert (asked or 0) <= pause_before(number, asked, Random(seed)) <= (asked or 0) + 30
