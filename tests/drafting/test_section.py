from __future__ import annotations

import re
from dataclasses import replace
from itertools import count

import pytest

from drafter.drafting.assemble import assemble
from drafter.drafting.brief import make_brief
from drafter.drafting.plan import SectionPlan, plan_sections
from drafter.drafting.section import draft_section, opening_requests
from drafter.errors import RefusedError
from drafter.kinds import load_kind
from drafter.model import Author, DraftSection, Fact, Request, Sentence
from tests.drafting.scripted import facts_sent, notes_of, write_section

KIND = load_kind("zh-duty")
NOTES = notes_of("hospital.md")
PLANS = {plan.id: plan for plan in plan_sections(NOTES, KIND)}
QUALITY = PLANS["performance/1"]
TRUE = (
    "[1]一是收治住院患者3120人次，比上年增长12.5%。",
    "[2]二是优化流程，平均住院日由9.2天降至7.8天。",
    "[3]三是开展“三基三严”培训24场，参训860人次。",
    "[4]四是胸痛中心获省级示范单位称号。",
)
ENDS = ("落到实处", "取得实效", "迈上台阶", "有序开展")


def authors(section: DraftSection) -> list[Author]:
    return [sentence.author for sentence in section.sentences if sentence.facts]


def runs(section: DraftSection) -> list[str]:
    text = "".join(sentence.text for sentence in section.sentences)
    return re.findall(r"(?:^|。)([一二三四五六七八九十]+)是", text)


def test_one_request_when_all_is_well() -> None:
    told = "\n".join(f"{line[:-1]}，推动各项工作{end}。" for line, end in zip(TRUE, ENDS, strict=True))
    section, requests = write_section(QUALITY, make_brief(NOTES, KIND), lambda _: told)
    assert len(requests) == 1
    assert authors(section) == [Author.MODEL] * 4
    assert section.refused == ()
    assert runs(section) == ["一", "二", "三", "四"]


def test_a_repair_asks_only_for_what_is_open_and_says_what_was_wrong() -> None:
    replies = iter(
        ["\n".join((*TRUE[:2], "[3]三是开展“三基三严”培训42场，参训860人次。", TRUE[3])), "[1]一是" + TRUE[2][5:]]
    )
    section, requests = write_section(QUALITY, make_brief(NOTES, KIND), lambda _: next(replies))
    assert len(requests) == 2
    assert requests[1].facts == (QUALITY.facts[2].id,)
    assert facts_sent(requests[1]) == ["[1]开展“三基三严”培训24场，参训860人次"]
    assert "42" in requests[1].messages[-1].text
    assert requests[0].messages[:-1] == requests[1].messages[:-1]
    assert authors(section) == [Author.MODEL, Author.MODEL, Author.REPAIR, Author.MODEL]
    assert [reason for _, reason in section.refused] == ["figures"]
    assert runs(section) == ["一", "二", "三", "四"]


def test_what_repairs_do_not_mend_is_composed_in_its_place_and_the_run_is_numbered_anew() -> None:
    section, requests = write_section(QUALITY, make_brief(NOTES, KIND), lambda _: "\n".join((TRUE[0], TRUE[3])))
    assert len(requests) == 2
    assert authors(section) == [Author.MODEL, Author.COMPOSER, Author.COMPOSER, Author.MODEL]
    assert [sentence.facts[0] for sentence in section.sentences] == [fact.id for fact in QUALITY.facts]
    assert runs(section) == ["一", "二", "三", "四"]


BARE = replace(
    QUALITY,
    facts=tuple(
        Fact(str(number), text, number)
        for number, text in enumerate(
            ("大企业税收风险管理", "“便民办税春风行动”，推出便民措施57条", "清理欠税1.37亿元"), 1
        )
    ),
)


def test_bullets_that_were_only_copied_are_asked_for_once_more_where_they_are_many() -> None:
    copied = "\n".join(f"[{number}]{fact.text}。" for number, fact in enumerate(BARE.facts, 1))
    again = "[1]抓实大企业税收风险管理，提升管理水平。\n[2]开展“便民办税春风行动”，推出便民措施57条。"
    told = copied.replace("1.37亿元。", "1.37亿元，维护税收秩序。")
    replies = iter([told, again])
    section, requests = write_section(BARE, make_brief(NOTES, KIND), lambda _: next(replies))
    assert requests[1].facts == ("1", "2")
    assert "照抄了要点" in requests[1].messages[-1].text
    assert authors(section) == [Author.REPAIR, Author.REPAIR, Author.MODEL]
    assert [reason for _, reason in section.refused] == ["bare", "bare"]


COPIED = replace(
    QUALITY,
    facts=tuple(
        Fact(str(number), text, number)
        for number, text in enumerate(
            [
                "走访困难户38户",
                "修订制度12项",
                "组织培训24场",
                "排查隐患186处",
                "化解纠纷74起",
                "建成步道5公里",
                "接待来访320人次",
                "发放补助46万元",
                "检查企业210家",
                "征集意见95条",
            ],
            1,
        )
    ),
)
COPIES = [f"[{number}]{fact.text}。" for number, fact in enumerate(COPIED.facts, 1)]


def renumbered(lines: list[str]) -> str:
    """The lines of a reply, numbered from 1 as each request numbers its facts."""
    return "\n".join(f"[{number}]{line.partition(']')[2]}" for number, line in enumerate(lines, 1))


def test_a_long_list_is_asked_for_in_even_shares_and_what_both_replies_say_stands() -> None:
    told = [f"{text[:-1]}，推动工作{end}。" for text, end in zip(COPIES, (*ENDS, *ENDS, *ENDS), strict=False)]
    brief = make_brief(NOTES, KIND)
    replies = iter(["\n".join(told[:5]), renumbered(told[5:])])
    section, requests = write_section(COPIED, brief, lambda _: next(replies))
    assert [request.facts for request in requests] == [tuple("12345"), ("6", "7", "8", "9", "10")]
    assert facts_sent(requests[1])[0] == f"[1]{COPIED.facts[5].text}"
    assert tuple(requests) == opening_requests(COPIED, brief)
    assert authors(section) == [Author.MODEL] * 10
    assert runs(section) == ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]


ALIKE = replace(
    QUALITY,
    facts=tuple(
        Fact(str(number), f"走访困难户{30 + number}户，化解纠纷{70 + number}起，排查隐患{150 + number}处", number)
        for number in range(1, 21)
    ),
)


def test_a_long_run_is_parted_into_paragraphs_before_a_member() -> None:
    section, _ = write_section(ALIKE, make_brief(NOTES, KIND), lambda asked: "。\n".join((*facts_sent(asked), "")))
    assert Author.COMPOSER not in authors(section)
    assert len(section.paragraphs) > 1
    assert all(re.match("[一二三四五六七八九十]+是", section.sentences[at].text) for at in section.paragraphs)


@pytest.mark.parametrize("told", [1, 2, 6])
def test_bullets_that_differ_in_their_figures_alone_are_all_told(told: int) -> None:
    """A sentence has the words of every one of them; it states the one that has its figures."""
    section, _ = write_section(
        ALIKE, make_brief(NOTES, KIND), lambda asked: "。\n".join((*facts_sent(asked)[:told], ""))
    )
    assert [sentence.facts for sentence in section.sentences] == [(fact.id,) for fact in ALIKE.facts]
    assert all(fact.text in one.text for fact, one in zip(ALIKE.facts, section.sentences, strict=True))


def test_where_the_prompt_sets_no_bound_one_request_asks_for_all() -> None:
    brief = make_brief(NOTES, KIND)
    prompt = brief.prompts["section.md"]
    whole = replace(brief, prompts={"section.md": replace(prompt, front=replace(prompt.front, most_facts=0))})
    assert [len(request.facts) for request in opening_requests(COPIED, whole)] == [10]


def test_where_most_bullets_were_only_copied_some_are_asked_for_once_more_and_the_rest_stand() -> None:
    again = [f"{line[:-1]}，推动各项工作落到实处。" for line in COPIES[:8]]
    replies = iter(["\n".join(COPIES[:5]), renumbered(COPIES[5:]), "\n".join(again)])
    section, requests = write_section(COPIED, make_brief(NOTES, KIND), lambda _: next(replies))
    assert requests[2].facts == tuple("12345678")
    assert authors(section) == [Author.REPAIR] * 8 + [Author.MODEL] * 2


def test_a_bullet_that_was_asked_for_once_more_and_came_out_worse_stands_as_it_was_copied() -> None:
    replies = iter(["\n".join(COPIES[:5]), renumbered(COPIES[5:]), "[1]走访困难户99户，推动各项工作落到实处。"])
    section, _ = write_section(COPIED, make_brief(NOTES, KIND), lambda _: next(replies))
    assert authors(section) == [Author.MODEL] * 10


def test_bullets_copied_again_or_not_answered_get_the_composers_verb() -> None:
    copied = "\n".join(f"[{number}]{fact.text}。" for number, fact in enumerate(BARE.facts, 1))
    for second in ("\n".join(copied.splitlines()[:2]), "无"):
        replies = iter([copied, second])
        section, requests = write_section(BARE, make_brief(NOTES, KIND), lambda _, left=replies: next(left))
        assert len(requests) == 2
        assert authors(section) == [Author.COMPOSER, Author.COMPOSER, Author.MODEL]
        assert all(fact.text in "".join(one.text for one in section.sentences) for fact in BARE.facts)


def test_the_number_of_requests_is_bounded() -> None:
    turns = count(3)  # another fault each time, so that no request is like the one before
    for repairs in range(4):
        _, requests = write_section(
            QUALITY, make_brief(NOTES, KIND, repairs=repairs), lambda _: f"[1]{QUALITY.facts[0].text}{next(turns)}项。"
        )
        assert len(requests) == 1 + repairs


def test_what_would_be_answered_as_before_is_not_asked_again() -> None:
    _, requests = write_section(QUALITY, make_brief(NOTES, KIND, repairs=3), lambda _: "无")
    assert len(requests) == 1
    wrong = f"[1]{QUALITY.facts[0].text}77项。"
    _, requests = write_section(QUALITY, make_brief(NOTES, KIND, repairs=3), lambda _: wrong)
    assert len(requests) == 2  # the second says what was wrong


def test_a_section_without_facts_asks_nothing() -> None:
    for name in ("performance", "closing"):
        section, requests = write_section(PLANS[name], make_brief(NOTES, KIND), lambda _: "")
        assert requests == []
        assert [sentence.text for sentence in section.sentences] == ([KIND.closing] if name == "closing" else [])


def test_a_request_that_fails_leaves_the_section_complete() -> None:
    steps = draft_section(QUALITY, make_brief(NOTES, KIND))
    next(steps)
    with pytest.raises(StopIteration) as done:
        steps.throw(RefusedError("errors.missing_file"))
    section: DraftSection = done.value.value
    assert set(authors(section)) == {Author.COMPOSER}
    assert [reason for _, reason in section.refused] == ["failed"]


@pytest.mark.parametrize("fact_text", ["“不忘初心、牢记使命”主题教育活动", "主题党日活动12场，党员参与率98%"])
def test_a_sentence_as_bare_as_its_bullet_gets_the_composers_verb_and_keeps_its_own_end(fact_text: str) -> None:
    fact = Fact("1", fact_text, 1)
    plan = SectionPlan("performance", 1, "甲", PLANS["performance"].spec, (fact,))
    brief = make_brief(NOTES, KIND)
    section, _ = write_section(plan, brief, lambda _: f"[1]一是{fact.text}，凝聚干事创业的力量。")
    (told,) = section.sentences
    assert told.text.endswith(f"开展{fact.text}，凝聚干事创业的力量。")
    assert told.author == Author.REPAIR
    section, _ = write_section(plan, brief, lambda _: f"[1]{fact.text}。")
    assert section.sentences[0].author == Author.COMPOSER


def test_a_run_of_one_has_no_number() -> None:
    plan = PLANS["next"]
    single = type(plan)(plan.id, plan.level, plan.title, plan.spec, plan.facts[:1])
    section, _ = write_section(single, make_brief(NOTES, KIND), lambda _: "[1]一是积极申报市级科研课题3项。")
    assert section.sentences[0].text == "积极申报市级科研课题3项。"


def test_the_same_replies_give_the_same_section() -> None:
    def answer(request: Request) -> str:
        return "\n".join(f"{fact}。" for fact in reversed(facts_sent(request)))

    brief = make_brief(NOTES, KIND, seed=7)
    assert write_section(QUALITY, brief, answer) == write_section(QUALITY, brief, answer)


def test_private_facts_are_never_sent() -> None:
    sent: list[str] = []
    brief = make_brief(NOTES, KIND)
    for plan in PLANS.values():
        _, requests = write_section(plan, brief, lambda _: "")
        sent += [turn.text for request in requests for turn in request.messages]
    assert sent
    assert not any("47.5" in text or "纠纷" in text for text in sent)


def test_an_empty_sentence_that_stands_in_two_sections_is_kept_once() -> None:
    twice = Sentence("在肯定成绩的同时，本人也清醒认识到不足。")
    told = Sentence("走访困难户38户。", ("1",))
    sections = [DraftSection("a", 1, "甲", (twice, told)), DraftSection("b", 1, "乙", (twice, told))]
    draft = assemble(NOTES, KIND, sections)
    assert [len(section.sentences) for section in draft.sections] == [2, 1]


def test_the_draft_names_what_no_sentence_states() -> None:
    draft = assemble(NOTES, KIND, [])
    assert draft.unused == tuple(fact.id for fact in NOTES.open_facts)
    assert (draft.title, draft.salutation, draft.signature) == (
        "2024年度市第三医院内科主任述职报告",
        KIND.salutation,
        "许岚",
    )


def test_a_next_step_that_the_model_wrote_refers_to_the_shortcoming_it_answers() -> None:
    plan = replace(
        PLANS["performance/1"],
        spec=KIND.section("next"),
        facts=(Fact("8", "每季度开展一次年轻医师带教考核", 8), Fact("9", "推进电子病历升级", 9)),
        answers=(Fact("6", "对年轻医师带教不够系统", 6),),
    )
    reply = "[1]一是每季度开展一次年轻医师带教考核。\n[2]二是扎实推进电子病历升级。"
    section, _ = write_section(plan, make_brief(NOTES, KIND), lambda _: reply)
    assert [sentence.text for sentence in section.sentences] == [
        "一是为解决对年轻医师带教不够系统的问题，每季度开展一次年轻医师带教考核。",
        "二是扎实推进电子病历升级。",
    ]
    assert section.sentences[0].facts == ("8", "6")


def test_a_lead_without_a_subject_of_its_own_goes_on_from_the_opening() -> None:
    lead = replace(PLANS["lead"], facts=(Fact("1", "分管内科和急诊", 1), Fact("2", "科室获院级荣誉9项", 2)))
    reply = "[1]分管内科和急诊，保障患者安全。\n[2]科室获院级荣誉9项。"
    section, _ = write_section(lead, make_brief(NOTES, KIND), lambda _: reply)
    assert [sentence.text for sentence in section.sentences] == [
        "2024年，本人担任市第三医院内科主任，分管内科和急诊，保障患者安全。",
        "科室获院级荣誉9项。",
        "现将履职情况报告如下。",
    ]
    assert section.sentences[0].author == Author.MODEL


def test_the_number_in_front_of_a_bullet_is_neither_sent_nor_missed() -> None:
    plan = replace(QUALITY, facts=(Fact("1", "2）**义诊** 16场", 1), Fact("2", "①急诊:夜班", 2)))
    section, requests = write_section(
        plan, make_brief(NOTES, KIND), lambda _: "[1]义诊16场，方便群众就医。\n[2]抓好急诊夜班。"
    )
    assert [facts_sent(request) for request in requests] == [["[1]义诊16场", "[2]急诊：夜班"]]
    assert authors(section) == [Author.REPAIR, Author.MODEL]


def test_a_section_that_must_be_much_longer_than_its_facts_is_shown_the_fuller_example() -> None:
    short, long = (
        write_section(replace(QUALITY, min_chars=chars), make_brief(NOTES, KIND), lambda _: "\n".join(TRUE))[1][0]
        for chars in (None, 2000)
    )
    example = "".join(turn.text for turn in short.messages if turn.role == "assistant")
    fuller = "".join(turn.text for turn in long.messages if turn.role == "assistant")
    assert len(fuller) > 1.3 * len(example)
    assert long.max_tokens > short.max_tokens


def test_a_section_that_is_too_long_loses_clauses_that_state_nothing_and_no_fact() -> None:
    ends = [f"{begin}各项工作{end}" for begin, end in zip(("推动", "促进", "确保", "保障"), ENDS, strict=True)]
    told = "\n".join(f"{line[:-1]}，{end}。" for line, end in zip(TRUE, ends, strict=True))
    brief = make_brief(NOTES, KIND)
    free, _ = write_section(QUALITY, brief, lambda _: told)
    bound, _ = write_section(
        replace(QUALITY, max_chars=sum(map(len, TRUE)) - len("[1]一是") * len(TRUE)), brief, lambda _: told
    )
    assert all(end in sentence.text for sentence, end in zip(free.sentences, ENDS, strict=True))
    assert [sentence.text for sentence in bound.sentences] == [line[3:] for line in TRUE]
    assert authors(bound) == [Author.MODEL] * 4


@pytest.mark.parametrize("ends", [("推动中心工作",) * 4, tuple(f"推动各项工作{end}" for end in ENDS)])
def test_an_end_that_says_nothing_is_said_once_and_so_is_its_beginning(ends: tuple[str, ...]) -> None:
    told = "\n".join(f"{line[:-1]}，{end}。" for line, end in zip(TRUE, ends, strict=True))
    section, _ = write_section(QUALITY, make_brief(NOTES, KIND), lambda _: told)
    assert [ends[0][:4] in sentence.text for sentence in section.sentences] == [True, False, False, False]
    assert authors(section) == [Author.MODEL] * 4


def test_a_bare_piece_of_a_bullet_gets_the_composers_verb() -> None:
    plan = replace(QUALITY, facts=(Fact("3", "“走访百家科室”活动；“仁心仁术”医德教育", 3),))
    reply = "[1]一是坚持“走访百家科室”活动，增强服务意识。\n[1]二是“仁心仁术”医德教育，提升服务水平。"
    section, _ = write_section(plan, make_brief(NOTES, KIND), lambda _: reply)
    assert [sentence.text for sentence in section.sentences] == [
        "一是组织开展“走访百家科室”活动，增强服务意识。",
        "二是扎实开展“仁心仁术”医德教育，提升服务水平。",
    ]


def test_a_frame_of_the_composers_is_not_put_round_a_piece_alone() -> None:
    lack = PLANS["shortcomings"]
    plan = replace(lack, facts=(Fact("1", "部分护士对病情观察、记录不到位", 1),))
    told = "部分护士对病情观察、记录不到位，需加强培训。"
    section, _ = write_section(plan, make_brief(NOTES, KIND), lambda _: f"[1]{told}")
    assert section.sentences[-1].text == told


@pytest.mark.parametrize(
    ("bullet", "reply", "stands"),
    [
        ("Lost-time injuries down from 9 to 4", "I lost-time injuries down from 9 to 4.", False),
        ("Lost-time injuries down from 9 to 4", "I brought lost-time injuries down from 9 to 4.", True),
        ("Recruited 9 teachers", "I recruited 9 teachers.", True),
    ],
)
def test_a_person_before_an_english_bullet_without_a_verb_is_no_sentence(
    bullet: str, reply: str, *, stands: bool
) -> None:
    kind = load_kind("en-duty")
    spec = kind.section("performance")
    assert spec is not None
    plan = SectionPlan("performance", 1, "Performance", spec, (Fact("a", bullet, 1),))
    section, _ = write_section(plan, make_brief(NOTES, kind), lambda _: f"[1] {reply}")
    assert authors(section) == [Author.MODEL if stands else Author.COMPOSER]
    assert any(sentence.text == reply for sentence in section.sentences) == stands


@pytest.mark.parametrize(
    ("bullet", "reply", "asked"),
    [
        ("Clerk Ann Muir awarded the Warden's Medal", "I awarded Clerk Ann Muir the Warden's Medal.", 1),
        ("Clerk Ann Muir awarded the Warden's Medal", "Clerk Ann Muir was honoured.", 2),
        ("Income rose to £1.2 million", "I rose to £1.2 million.", 2),
    ],
)
def test_an_honour_that_the_model_took_for_the_writers_is_not_asked_for_again(
    bullet: str, reply: str, asked: int
) -> None:
    kind = load_kind("en-duty")
    spec = kind.section("performance")
    assert spec is not None
    plan = SectionPlan("performance", 1, "Performance", spec, (Fact("a", bullet, 1), Fact("b", "Ran 14 courses", 2)))
    replies = iter((f"[1] {reply}\n[2] I ran 14 courses.", f"[1] {reply}."))
    section, requests = write_section(plan, make_brief(NOTES, kind), lambda _: next(replies))
    assert len(requests) == asked
    assert authors(section) == [Author.COMPOSER, Author.MODEL]


SIX = ("Ran 14 courses", "Trained 38 staff", "Held 5 drills", "Opened 2 desks", "Cleared 61 drains")


@pytest.mark.parametrize(
    ("bullet", "asked"), [("Punctuality 84.2%, target 80%", 1), ("Punctuality the week of the fair, 84.2% (Fred)", 2)]
)
def test_one_of_six_english_facts_is_left_to_the_composer_where_it_states_it_surely(bullet: str, asked: int) -> None:
    kind = load_kind("en-duty")
    spec = kind.section("performance")
    assert spec is not None
    facts = tuple(Fact(str(number), text, number) for number, text in enumerate((*SIX, bullet), 1))
    plan = SectionPlan("performance", 1, "Performance", spec, facts)
    told = "\n".join(f"[{number}] I {text[0].lower()}{text[1:]} in all." for number, text in enumerate(SIX, 1))
    section, requests = write_section(plan, make_brief(NOTES, kind), lambda _: f"{told}\n[6] Punctuality was 96%.")
    assert len(requests) == asked
    assert authors(section) == [Author.MODEL] * 5 + [Author.COMPOSER]


@pytest.mark.parametrize(
    ("fact", "statement", "shown"),
    [
        ("complaints 412, was 530", "Complaints numbered 412, compared with 530 before", [True]),
        ("ran 37 sessions", "I ran 37 sessions", [False, True]),
    ],
)
def test_an_english_fact_is_shown_as_a_statement_of_its_subject_and_of_the_writer_when_asked_for_again(
    fact: str, statement: str, shown: list[bool]
) -> None:
    kind = load_kind("en-duty")
    spec = kind.section("performance")
    assert spec is not None
    plan = SectionPlan("performance", 1, "Performance", spec, (Fact("a", fact, 1),))
    _, requests = write_section(plan, make_brief(NOTES, kind), lambda _: "[1] Complaints fell to 96 in 37 sessions.")
    assert [f"[1] {statement}" in one.messages[-1].text for one in requests] == shown
