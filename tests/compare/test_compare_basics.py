"""What compare_figures promises in its smallest cases."""

from __future__ import annotations

from drafter import compare_figures

NOTES = ["集体荣誉22项、个人荣誉61人次", "整改近200个问题", "罚没款738.5万元", "群众满意度全市第二"]
DRAFT = "全年获集体荣誉22项、个人荣誉61人次，整改近200个问题，罚没款738.5万元，群众满意度全市第二。"


def test_a_faithful_draft_has_no_finding() -> None:
    assert compare_figures(NOTES, DRAFT) == []


def test_an_altered_figure_is_told_with_both_values_and_its_place() -> None:
    (finding,) = compare_figures(NOTES, DRAFT.replace("近200个", "200多个"))
    assert finding.rule == "figures/hedge"
    assert DRAFT.replace("近200个", "200多个")[finding.start : finding.end] == "200多个"
    assert "近200个" in finding.message
    assert "200多个" in finding.message


def test_a_dropped_figure_has_no_place_but_its_fact() -> None:
    (finding,) = compare_figures(NOTES, DRAFT.replace("，罚没款738.5万元", ""))
    assert (finding.rule, finding.start, finding.facts) == ("figures/dropped", None, ("3",))


def test_a_part_of_a_report_need_not_state_every_fact() -> None:
    assert compare_figures(NOTES, "罚没款738.5万元。", partial=True) == []
