from __future__ import annotations

import pytest

from drafter.backends.policy import host_of, refuse_offline, refuse_secret, secret_grade, secret_mark
from drafter.backends.tokens import cost, estimate_tokens, least_tokens, prompt_was_cut
from drafter.errors import PolicyError
from drafter.messages import LANGS
from drafter.model import Message, Request, Usage
from drafter.settings import Price


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://127.0.0.1:8000/v1", ""),
        ("http://127.9.9.9/v1", ""),
        ("http://localhost:11434/v1", ""),
        ("http://LOCALHOST./v1", ""),
        ("http://api.localhost/v1", ""),
        ("http://[::1]:8000/v1", ""),
        ("http://0.0.0.0:8000/v1", ""),
        ("https://api.deepseek.com/v1", "api.deepseek.com"),
        ("http://192.168.1.9:8000/v1", "192.168.1.9"),
        ("http://[fe80::1%eth0]/v1", "fe80::1%eth0"),
        ("http://localhost.evil.example/v1", "localhost.evil.example"),
        ("http://127.0.0.1.evil.example/v1", "127.0.0.1.evil.example"),
        ("http://2130706433/v1", "2130706433"),
    ],
)
def test_where_text_goes(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("written", "grade"),
    [
        ("机密", "机密"),
        ("绝密★1年", "绝密"),
        ("秘 密", "秘密"),
        ("密级：机密★5年", "机密"),
        ("国家秘密", "秘密"),
        ("商业秘密", "秘密"),
        ("Top Secret", "Top Secret"),
        ("ＳＥＣＲＥＴ", "SECRET"),
        ("confidential", "confidential"),
        ("", ""),
        ("公开", ""),
        ("非密", ""),
        ("不涉密", ""),
        ("内部", ""),
        ("不属于国家秘密", ""),
        ("not confidential", ""),
        ("non-confidential", ""),
        ("unclassified", ""),
        ("secretary", ""),
    ],
)
def test_the_grade_of_a_classification(written: str, grade: str) -> None:
    assert secret_grade(written) == grade


@pytest.mark.parametrize(
    ("fact", "mark"),
    [
        ("印发《方案》（机密★1年）", "机密★"),
        ("绝 密 ☆", "绝密☆"),
        ("开展保密教育，保守国家秘密", ""),
        ("机密文件零泄露", ""),
    ],
)
def test_a_mark_in_a_fact(fact: str, mark: str) -> None:
    assert secret_mark(fact).replace(" ", "") == mark


@pytest.mark.parametrize(("classification", "texts"), [("机密", ()), ("", ("甲", "乙（秘密★3年）"))])
def test_classified_text_leaves_this_machine_in_no_way(classification: str, texts: tuple[str, ...]) -> None:
    with pytest.raises(PolicyError) as caught:
        refuse_secret("api.example.com", classification, texts)
    assert caught.value.exit == 5
    for lang in LANGS:
        assert "api.example.com" in caught.value.say(lang)
        assert caught.value.hint(lang)
    refuse_secret("", classification, texts)


def test_what_is_not_classified_may_leave() -> None:
    refuse_secret("api.example.com", "公开", ("开展保密宣传12场",))


def test_offline_means_offline() -> None:
    with pytest.raises(PolicyError):
        refuse_offline("10.0.0.1", offline=True)
    refuse_offline("10.0.0.1", offline=False)
    refuse_offline("", offline=True)


def request(text: str) -> Request:
    return Request((Message("user", text),))


def test_an_estimate_lies_between_the_bounds_of_the_tokenizers_in_use() -> None:
    chinese, english = request("完成固定资产投资三十一亿元，" * 100), request("completed 31 projects " * 100)
    assert 0.5 * 1400 < estimate_tokens(chinese) < 0.9 * 1400
    assert 300 < estimate_tokens(english) < 800
    for asked in (chinese, english):
        assert least_tokens(asked) < estimate_tokens(asked)


def test_only_what_was_surely_cut_is_called_cut() -> None:
    long = request("字" * 10_000)
    assert prompt_was_cut(long, Usage(prompt_tokens=2048))
    assert not prompt_was_cut(long, Usage(prompt_tokens=5000))
    assert not prompt_was_cut(long, Usage(prompt_tokens=None))
    assert not prompt_was_cut(long, Usage(prompt_tokens=0))
    assert not prompt_was_cut(request("字" * 100), Usage(prompt_tokens=3))


def test_cost_is_for_a_million_tokens() -> None:
    assert cost(Price("CNY", 2.0, 3.0, "2025-10-01"), 500_000, 1_000_000) == pytest.approx(4.0)
