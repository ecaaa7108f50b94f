"""A Chinese bullet as a statement fit to stand behind 一是: a verb by its shape, its own words untouched."""

from __future__ import annotations

import re
from typing import Final, Literal

from drafter.drafting.compose_clean import HIDDEN, clean, is_chinese, mask, split
from drafter.drafting.compose_shape import frame_of, is_predicate, stem, without_nouns
from drafter.drafting.compose_words import Frame, documents, quoted, table, words

Role = Literal["lead", "performance", "shortcomings", "next", "closing"]

_ME: Final = re.compile(r"(?<![自忘小大无舍])我(?![们局校院科镇村市县区省国厂司队所室部委办处站库街乡中军党方州辈等])")
_FIRST: Final = re.compile(r"[，；]")
_FIGURE: Final = re.compile(r"[约近超逾达共]?-?[0-9]")
_RANK: Final = re.compile(
    r"(?:全[国省市县区镇乡校院]|[省市县区镇乡]级?)?(?:第[一二三四五六七八九十0-9]|前[一二三四五六七八九十0-9])"
)
_MARKS_OF_QUOTES: Final = str.maketrans("", "", "“”、，和及与" + HIDDEN)
_MARKS_OF_TITLES: Final = str.maketrans("", "", "《》、，和及与" + HIDDEN)


def _only(text: str, marks: dict[int, int | None]) -> bool:
    """Whether a masked text holds nothing but hidden words and such marks."""
    return HIDDEN in text and not text.translate(marks)


def _dress(text: str, turn: int, *, first: bool) -> str:
    """One part of a sentence, with a verb where it has none.

    Args:
        text: a part between commas.
        turn: which of the verbs to take.
        first: it begins its sentence.
    """
    seen = mask(text)
    frame, head = frame_of(seen)
    if _only(seen, _MARKS_OF_TITLES):
        frame = _document(text)
    elif _only(seen, _MARKS_OF_QUOTES):
        inner = frame_of(text.rstrip("”"))[0]
        frame = inner if inner is not None and inner.counted else quoted("zh")
    elif not is_chinese(seen) or is_predicate(seen, frame, head, first=first):
        return _lifted(text) if first else text
    if frame is not None:
        return _fill(frame, text, turn, first=first)
    if not first:
        return text
    return _quoting(text, turn) if seen.endswith("”") else _plain(text, seen, turn)


def _fill(frame: Frame, text: str, turn: int, *, first: bool) -> str:
    """A noun phrase in its frame; where it says whose work it was, the verb stands behind that."""
    subject = words("zh", "subjects").head(text)
    if subject and frame.counted and frame_of(mask(text.removeprefix(subject)))[0] is frame:
        return f"{subject}{frame.again}{text.removeprefix(subject)}"
    return frame.fill(text, turn, first=first)


def _document(text: str) -> Frame:
    """What one does with the document whose title ends the text."""
    title = text.rstrip("》")
    return next(row for row in documents("zh") if row.heads.tail(title) or not row.heads.longest)


def _plain(text: str, seen: str, turn: int) -> str:
    """Bare topics with a verb; a longer noun phrase as it is, for what it asks for is not sure."""
    plain = table("zh")["plain"]
    if words("zh", "goes_on", "plain").tail(seen):
        return text
    if all(one.isalpha() and len(one) <= plain["limit"] for one in seen.split("、")):
        return str(plain["patterns"][turn % len(plain["patterns"])].format(text=text))
    return text


def _lifted(text: str) -> str:
    """A predicate with an adverb before its verb, where the verb bears one."""
    adverbs: dict[str, str] = table("zh")["adverbs"]
    seen = without_nouns(text)
    verb = words("zh", "verbs").head(seen) or words("zh", "both").head(seen)
    rest = text.removeprefix(verb)
    lifts = verb != "" and verb in adverbs and not rest.startswith(tuple(adverbs[""].split()))
    return adverbs[verb] + rest if lifts else text


def _quoting(text: str, turn: int) -> str:
    """A noun phrase that ends in quoted words, with the verb of those words: 落实青年教师“三年成长计划”."""
    forms = table("zh")["quote"]
    if any(word in text for word in forms["honours"].split()):
        return text
    frame = frame_of(text.rstrip("”"))[0]
    return frame.fill(text, turn) if frame else f"{forms['verb']}{text}"


def _label(text: str) -> tuple[str, str]:
    """The label in front of a colon and what follows it; ("", text) where there is none."""
    at = mask(text).find("：")
    longest = table("zh")["label"]["longest"]
    if 0 < at <= longest and text[at + 1 :].strip():
        return text[:at].strip(), text[at + 1 :].strip()
    return "", text


def _labelled(label: str, text: str, turn: int) -> str:
    """A labelled value as a statement, such as 行风测评位列第一 or 门诊量为12.3万."""
    forms = table("zh")["label"]
    if words("zh", "value", "label").tail(label):
        return str(forms["figure"].format(label=label, text=text))
    if words("zh", "whole", "label").tail(label) or not is_chinese(label):
        return f"{label}：{clause(text, turn)}"
    if _is_person(label) and _FIRST.split(text, maxsplit=1)[0].endswith(tuple(forms["got"].split())):
        return str(forms["prize"].format(label=label, text=text))
    if _RANK.match(text):
        return str(forms["rank"].format(label=label, text=text))
    if _FIGURE.match(text):
        return _counted(label, text, turn)
    form = "{label}，{text}" if _FIGURE.match(label) else forms["topic"]
    return str(form.format(label=label, text=clause(text, turn)))


def _is_person(label: str) -> bool:
    """A calling and a name: 预报员程可欣."""
    forms = table("zh")["label"]
    callings = "".join(forms["callings"].split())
    return re.search(rf"[㐀-鿿][{callings}][{forms['surnames']}][㐀-鿿]{{1,2}}$", label) is not None


def _counted(label: str, text: str, turn: int) -> str:
    """A label with its count: 志愿服务：14场 is something done, 门诊量：12.3万人次 a value."""
    frame, _ = frame_of(mask(label))
    if frame is not None and frame.counted:
        return frame.fill(f"{label}{text}", turn)
    return str(table("zh")["label"]["figure"].format(label=label, text=text))


def clause(text: str, turn: int) -> str:
    """A clause, that is what stands between semicolons, with verbs where its parts have none.

    Args:
        text: clean text without marks at its ends.
        turn: which of the verbs of a frame to take, so that neighbours differ.

    Returns:
        The clause without a closing mark.
    """
    label, rest = _label(text)
    if label:
        return _labelled(label, rest, turn)
    parts = split(text, "，")
    return "，".join(_dress(part, turn, first=place == 0) for place, (part, _) in enumerate(parts))


def _lack(text: str, turn: int) -> str:
    """A shortcoming as a statement that admits it."""
    forms = table("zh")["shortcoming"]
    if any(word in text for word in forms["mended"].split()):
        return text
    seen = mask(text)
    one = not any(mark in seen for mark in "，；。：")
    begins = seen.startswith(("存在", "有", "缺"))
    if one and not begins and words("zh", "nouns", "shortcoming").tail(seen):
        patterns = forms["noun"]
    elif one and not begins and len(text) <= forms["longest"] and stem(seen) == seen:  # ……还有3个 says itself what is
        patterns = forms["single"]
    else:
        patterns = forms["several"]
    return str(patterns[turn % len(patterns)].format(text=text))


def say_fact(text: str, role: Role, turn: int, person: str = "本人") -> str:
    """What a bullet says, as one or more sentences without the last closing mark.

    Args:
        text: the bullet as written.
        role: the part of the report in which it stands.
        turn: which of several wordings to take.
        person: how the writer is named.

    Returns:
        The text; "" where the bullet holds nothing but marks. Figures, names and their order are those of the bullet.
    """
    text = clean(text)
    if not is_chinese(text):
        return text
    if person == "本人":
        seen = mask(text)
        text = _ME.sub(lambda found: found[0] if seen[found.start()] == HIDDEN else person, text)
    if role == "shortcomings":
        return _lack(text, turn)
    pieces = split(text, "。！？；")
    return "".join(
        clause(piece, turn + place) + (stop if stop in ("；", "！", "？") else "。")
        for place, (piece, stop) in enumerate(pieces)
    )[:-1]
