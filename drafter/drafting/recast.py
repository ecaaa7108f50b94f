"""Sure mends of English grammar, before a sentence is judged: the subject of its fact given back, a slip set right.

Each keeps the words of the sentence but the few that the fact's own shape shows to be wrong.
"""

from __future__ import annotations

import re
from typing import Final

from drafter.drafting.claims import NOW
from drafter.drafting.compose_en import gives, occurred
from drafter.drafting.compose_en_told import any_of, has_verb, is_many, moved, small, stated, valued
from drafter.drafting.compose_words import table
from drafter.drafting.compose_words import words as compose_words
from drafter.drafting.reshape import reshape
from drafter.drafting.retell import retell
from drafter.drafting.words import words
from drafter.patterns import regex
from drafter.provenance import coverage

_CAME: Final = regex(
    lambda: rf"I (?:{'|'.join(words('en').flows)}) (?:a total of |some )?(?P<rest>(?P<number>\d[\d,]*\d) [a-z].+)"
)
_GOT: Final = regex(lambda: rf"I (?:{'|'.join(words('en').gains)}) (?=the |an? |[A-Z])")
_OF_THEM: Final = re.compile(
    r"I (?:achieved|had|saw|ensured) (?:an? )?(?P<who>\d[\d.]*% of [a-z]+(?: [a-z]+)?) (?:were )?[a-z]+ing\b"
)
_BEGUN: Final = regex(
    lambda: (
        rf"I (?:{'|'.join(words('en').begun)}) "
        rf"(?=(?:(?!with |for )[\w'-]+ ){{0,4}}(?:{'|'.join(words('en').runs)})\b)"
    )
)
_AIM: Final = re.compile(r"To (?P<plan>(?P<verb>[a-z]+) (?:[^,]|(?<=\d),(?=\d))+\.)")
_WITH_LATE: Final = regex(
    lambda: (
        r", with (?=(?:about |nearly |over )?[a-z0-9]+ (?:minutes?|hours?|days?|weeks?|months?|years?) "
        rf"(?:{any_of('timely')})\b)"
    )
)
_WITH_CAN: Final = re.compile(
    r", with (?=(?:about |nearly |over )?[0-9][0-9,.]*%? (?:can|could|may|will|were|are|have|had|has|is|was)\b)"
)
_UNDONE: Final = regex(
    lambda: (
        rf"^(?P<who>[A-Z][\w'’ -]+, (?:the|our|an?) [a-z -]+,) (?=(?:{'|'.join(words('en').honours)}) (?:[A-Z]|the ))"
    )
)
"""Who was honoured, and no verb: Priya Nair, the duty manager, named Trainer of the Year."""
_NEWLY: Final = regex(
    lambda: rf"(?P<runs>\b(?:{'|'.join(words('en').runs)}) (?:were|was)) (?:{'|'.join(words('en').begun)})\b"
)
_MAIN: Final = re.compile(r"\b(?:I|we|it|they|he|she|is|are|was|were|has|have|had|will|would|can)\b")
MADE_UP: Final = 0.34
"""A cause is made up where the facts have less than this share of its tokens."""

_AWARDED: Final = re.compile(r"I (?:(?:was|were|have been|had been) )?(?:[a-z]+ly )?(?P<verb>[a-z]+ed) ")
_HAD: Final = regex(
    lambda: (
        rf"I (?P<verb>{any_of('going')}) (?P<noun>(?:an? |no )?[^,;.]+?(?:[,.]\d[^,;.]*?)*)"
        r"(?=[,;.](?:\s|$)| (?:for|with|which|after|in|during) )"
    )
)
_WENT: Final = regex(
    lambda: (
        rf"I (?:{any_of('going')}) (?P<noun>(?:an? |the )?[^,;.]+?),? (?:that|which) "
        r"(?P<rest>(?:(?:was|were)(?! (?:more|less|fewer|higher|lower|an?|the|[£$€]?\d))|fell|rose|dropped|went) .+)"
    )
)
_NUMBER: Final = r"[£$€]?\d[\d,]*(?:\.\d+)?%?"
_SPAN: Final = re.compile(rf"\bby (?P<span>{_NUMBER}(?: [a-z]+)? to {_NUMBER})")
_MOSTLY: Final = re.compile(r"\bmostly (?P<noun>[a-z][a-z' -]+)")
_MY: Final = re.compile(r"\b(?:[Mm]y|[Oo]ur) (?P<noun>[a-z]{3,})")
_OUR_NUMBER: Final = re.compile(r"\b(?:[Mm]y|[Oo]ur) (?=\d)")
_ALL: Final = re.compile(r"\ball (?:the )?(?P<noun>[a-z]{3,})")
_CAUSE: Final = re.compile(
    r"(?: (?:due to|owing to|because of)"
    r"|,? (?:as|since|because) (?:it|they|this|these|there) (?:is|are|was|were|has|have|had)) "
    r"(?P<cause>[^,.;]+)(?=[,.;])"
)
_FIRST: Final = re.compile(r"(?:[^,;]|,(?=\d{3}))+(?=[,;] )")
_NOUN_OF: Final = re.compile(r"\b(?P<noun>[a-z]{3,}) of (?P<figure>[£$€]\d[\d,.]*\d)")
_AN: Final = re.compile(r"\b(?P<article>[Aa]n?) (?P<number>\d[\d,.]*)")
_AN_ONE: Final = re.compile(r"\ban? (?=one [a-z])")
_SOUNDS_OPEN: Final = re.compile(r"8|1[18](?:,\d{3})*(?![\d])")
_AND: Final = re.compile(r"(?P<comma>[,;]) (?P<link>and |with )?(?P<part>[^,;]+?)(?=\.$)")


def recast(sentence: str, known: str) -> str:
    """A sentence with what is surely wrong in its grammar set right.

    Args:
        sentence: the sentence.
        known: the facts that it states, one a line.

    Returns:
        The sentence, perhaps as it was.
    """
    facts = known.splitlines()
    text = _softened(_articled(_reached(_spanned(sentence, known), known)), known.lower())
    text = _of(_ours(_mostly(_uncaused(text, known), known), known), known)
    text = _share(_honoured(_brought(text, facts), facts), facts)
    text = _there(_counted(text, known), facts)
    return retell(reshape(_willed(_ended(_begun(_unwith(text, known), facts), known), facts), known), facts)


def _unwith(text: str, known: str) -> str:
    """Clauses that do not go with `with`: 6 weeks late, 511 can swim; and what was run, which no fact says was new."""
    text = _UNDONE.sub(r"\g<who> was ", _WITH_CAN.sub(", and ", _WITH_LATE.sub(", ", text)))
    fresh = any(word in known.lower() for word in words("en").fresh)
    return text if fresh else _NEWLY.sub(r"\g<runs> run", text)


def aim_alone(sentence: str) -> re.Match[str] | None:
    """An English sentence that is an aim and no more: To reach £80,000 in takings.; None for any other."""
    found = _AIM.fullmatch(sentence)
    return None if found is None or _MAIN.search(found["plan"]) else found


def _willed(sentence: str, facts: list[str]) -> str:
    """A plan that is told as an aim of nothing: To reach £80,000 in takings."""
    found = aim_alone(sentence)
    if found is None:
        return sentence
    planned = any(re.search(rf"(?:^|[;,] ){found['verb']}\b", fact, re.IGNORECASE) for fact in facts)
    return f"I will {found['plan']}" if planned else sentence


def _spanned(sentence: str, known: str) -> str:
    """From one figure to another, where a fact says so: cut by 210 to 64."""
    return _SPAN.sub(lambda found: f"from {found['span']}" if f"from {found['span']}" in known else found[0], sentence)


def _reached(sentence: str, known: str) -> str:
    """To how many, where a fact says how many there are now: increased by 118."""
    for there in NOW.finditer(known):
        sentence = re.sub(rf"\bby {re.escape(there[1])}(?![\d,.]*\d)", f"to {there[1]}", sentence)
    return sentence


def _articled(sentence: str) -> str:
    """The article that a figure wants: an 97.4% rate, a one exercise."""

    def right(found: re.Match[str]) -> str:
        article = "an" if _SOUNDS_OPEN.match(found["number"]) else "a"
        return f"{article.capitalize() if found['article'][0] == 'A' else article} {found['number']}"

    return _AN_ONE.sub("", _AN.sub(right, sentence))


def _softened(sentence: str, known: str) -> str:
    """Another word for one that claims more than the facts do: launched, of what they call new, is introduced."""
    for word, (instead, *shown) in words("en").softer.items():
        if word in sentence and word not in known and any(one in known for one in shown):
            sentence = sentence.replace(word, instead)
    begun = _BEGUN.match(sentence)
    if begun and not any(word in known for word in words("en").fresh):
        return f"I ran {sentence[begun.end() :]}"
    return sentence


def _mostly(sentence: str, known: str) -> str:
    """What is mostly so, where the sentence makes most of it: with most casual lifeguards being replaced."""
    for found in _MOSTLY.finditer(known):
        noun = found["noun"].strip()
        most = rf"\bwith (?:most|the majority)(?: of the)? {re.escape(noun)}(?: being [a-z]+)?"
        sentence = re.sub(most, found[0].strip(), sentence)
    return sentence


def _ours(sentence: str, known: str) -> str:
    """What the fact has nobody own, without an owner (my income); what it tells a share of, not as all."""

    def own(found: re.Match[str]) -> str:
        mine = re.search(rf"\b(?:my|our) (?:[a-z]+ )?{re.escape(found['noun'])}", known, re.IGNORECASE)
        there = re.search(rf"\b{re.escape(found['noun'])}\b", known, re.IGNORECASE)
        return found[0] if mine or not there else f"{'The' if found[0][0].isupper() else 'the'} {found['noun']}"

    def share(found: re.Match[str]) -> str:
        return found["noun"] if re.search(rf"\d% of (?:[a-z]+ )?{found['noun']}\b", known) else found[0]

    return _ALL.sub(share, _MY.sub(own, _OUR_NUMBER.sub("", sentence)))


def _of(sentence: str, known: str) -> str:
    """A noun and its figure, where the sentence makes a verb of the noun: by June, quoting £72,000."""
    for found in _NOUN_OF.finditer(known):
        noun, figure = found["noun"], re.escape(found["figure"])
        verb = rf"{noun.removesuffix('e')}ing (?:of )?|(?:and )?{noun} of "
        article = "an" if noun[0] in "aeiou" else "a"
        sentence = re.sub(
            rf", (?:{verb})(?={figure}(?![\d.,]*\d))", f", with {article} {noun} of ", sentence, flags=re.IGNORECASE
        )
    return sentence


def _uncaused(sentence: str, known: str) -> str:
    """A sentence without a cause that no fact tells: due to unforeseen circumstances."""
    if any(word in known.lower() for word in words("en").causes):
        return sentence

    def cause(found: re.Match[str]) -> str:
        made_up = not any(char.isdigit() for char in found[0]) and coverage(found["cause"], known) < MADE_UP
        return "" if made_up else found[0]

    return _CAUSE.sub(cause, sentence)


def _begun(sentence: str, facts: list[str]) -> str:
    """A first part that stands as the fact notes it, with the verb that it leaves out; not where it is all there is."""
    found = _FIRST.match(sentence)
    fact = next((one for one in facts if found and one.startswith(found[0])), "")
    whole = _whole(found[0]) if found and fact and len(sentence) > len(fact) + 1 else ""
    return f"{whole[:1].upper()}{whole[1:]}{sentence[len(found[0]) :]}" if found and whole else sentence


def _whole(part: str) -> str:
    """A part that a fact begins with, as a statement, where it has no verb and it is sure which it wants."""
    return stated(part) or ("" if has_verb(part) else valued(part) if ":" not in part else "") or occurred(part)


def _honoured(sentence: str, facts: list[str]) -> str:
    """An honour of which the fact does not say who got it, without the writer: I was named Facility of the Year."""
    found = _AWARDED.match(sentence)
    honours: dict[str, str] = table("en")["honours"]
    if found is None or found["verb"] not in honours:
        return sentence
    begins = f"{found['verb']} "
    rest = sentence[found.end() :].removeprefix("the ") if found["verb"] == "named" else sentence[found.end() :]
    fact = next((one for one in facts if one.lower().startswith(begins)), "")
    if not fact or gives(fact) or (not rest.startswith(fact.split()[1]) and coverage(rest, fact) < 1):
        return sentence
    frame = honours[found["verb"]]
    if not frame or frame.endswith(" of"):
        rest = rest.replace(" by ", honours["by"], 1)
    return honours["pattern"].format(text=f"{frame} {rest}".strip())


def _brought(sentence: str, facts: list[str]) -> str:
    """An honour that the fact has nobody get: I received the county's award."""
    found = _GOT.match(sentence)
    honours = words("en").honours
    if found is None or not any(one.lower().startswith(honours) and not gives(one) for one in facts):
        return sentence
    return str(table("en")["honours"]["pattern"].format(text=sentence[found.end() :]))


def _share(sentence: str, facts: list[str]) -> str:
    """Those of whom the fact tells a deed, as its subject: I achieved 71% of pupils achieving grade 4."""
    found = _OF_THEM.match(sentence)
    for fact in facts if found else ():
        behind = fact.partition(found["who"])[2].split(maxsplit=1) if found else []
        if found and behind and fact.startswith(found["who"]) and has_verb(f"they {behind[0]}"):
            return f"{found['who']} {behind[0]}{sentence[found.end() :]}"
    return sentence


def _counted(sentence: str, known: str) -> str:
    """How many there are now, which were not all won in the year: I recruited 118 volunteers."""
    found = _CAME.match(sentence)
    if found is None or not re.search(rf"\bnow {re.escape(found['number'])}(?![\d,.]*\d)", known):
        return sentence
    return str(table("en")["performance"]["there_many"].format(text=found["rest"]))


def _there(sentence: str, facts: list[str]) -> str:
    """What there was, or which way it went, that the writer is said to have had: I had energy costs down by 12%."""
    found = _WENT.match(sentence) or _HAD.match(sentence)
    if found is None:
        return sentence
    noun = found["noun"]
    bare = re.sub(r"^(?:an? |the )", "", noun)
    own = [fact for fact in facts if coverage(bare, fact) == 1]
    if not own or any(fact.split()[0].lower() in ("had", "saw", "experienced") for fact in own):
        return sentence
    if "rest" in found.groupdict():
        return f"{noun[:1].upper()}{noun[1:]} {found['rest']}"
    rest = sentence[found.start("noun") :]
    if went := moved(rest.rstrip(".")):
        return f"{went[:1].upper()}{went[1:]}."
    occurs = noun.split()[0].lower() in compose_words("en", "occurs").all
    had = found["verb"] in compose_words("en", "having").all
    if occurs or (had and re.match(r"(?:an?|no|nearly|about|over|almost|\d[\d,.]*) ", noun)):
        form = table("en")["performance"]["there_many" if is_many(noun.split()[0] if occurs else noun) else "there_one"]
        return str(form.format(text=small(rest)))
    return sentence


def _ended(sentence: str, known: str) -> str:
    """A last part that stands as the fact notes it, with the verb that it leaves out: and 71% of tickets bought."""
    found = _AND.search(sentence)
    if found is None or found["link"] == "with " or f"{found['part']}" not in known:
        return sentence
    if found["link"] is None and found["comma"] == ",":
        return sentence  # all of it finished: good English
    whole = stated(found["part"])
    if not whole:
        return sentence
    return f"{sentence[: found.start('part')]}{whole}{sentence[found.end('part') :]}"
