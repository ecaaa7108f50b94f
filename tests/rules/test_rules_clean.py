"""Clean texts stay clean: a rule that shouts at a published text is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.model import Level
from drafter.outline import read_report
from drafter.rules import check_report
from tests.rules.broken_lines import broken

CLEAN = sorted((Path(__file__).parent / "clean").iterdir())

TRAPS = """\
“数据要素×”三年行动扎实推进，1+X证书制度试点稳步开展。
二〇〇八年以来，二○○○年建成的老旧管网全部更新；二〇二六年一月起执行新标准。
中国-中亚班列常态化开行，C919、5G、IPv6等应用不断拓展。
市长龚 正、副市长丁　勇出席会议，习　近　平总书记作出重要指示。
要正确看待补贴政策，认真对待补短板工作。
20.2026年数据为初步核算数。
一、二季度抓开局，三、四季度抓收官。
2024年，我们回顾2023年的工作，去年全市生产总值增长6.1%。
积极培育3～5家龙头企业，增长15%～20%。
不忘初心 牢记使命，永远跟党走。
坚持“一把手”负责制，落实一岗双责，做到一是一、二是二。
依法审理张某某等人电信网络诈骗案，李某被判处有期徒刑。
增长势头良好！怎么办？！大家……都很振奋。
会议指出：要坚持“三个结合”，即：1）点面结合；2）内外结合；3）上下结合。
“我们要把‘人民至上’贯穿始终，”他说，“把‘十四五’规划落到实处。”
全年召开党员大会4次、支委会12次、党小组会36次，上党课4次。
原因有三，其中一是一些干部担当不足。二是两项制度衔接不够；三是三个环节有漏项。
究其原因，一要归于谋划不细；二要归于推进不力，三是监督不严。
首先是抓学习，其次是抓落实。三是抓作风，持续用力。
会上提出两个支点：一是理论支点，一是实践支点。
做法有两条：一是早部署，全员动员；其次，抓督办。
平台采用先进技术，.NET组件全部升级，引进Co., Ltd.，公司合作顺利，比值为1：.5。
新华社北京10月18日电 中共中央政治局18日召开会议，研究部署工作。
现有教职工86人，其中中共党员52人，女教师61人。
园区有鸟类40种，其中本地特有22种，有保护价值25种。
近三年亩产分别为452公斤、477公斤、525公斤；棉花亩产分别为43公斤、61公斤、73公斤。
辖区有6个社区、3个行政村，共有党组织46个；社区、村共有网格82个。
发放贷款40亿元、1.3亿美元，另发放0.9亿美元，共带动出口额11亿美元。
深入实施科教兴市战略、人才强区战略和质量强县战略，推动全面从严治校、全面从严治警。
层层签订意识形态工作责任书，巩固脱贫攻坚成效，推进中国的现代化。
这是一份用脚步丈量出来的调研材料，全长九千字。
老人乐呵呵地接过慰问金，他没有说实话的必要。
我市两名选手分获二、三名，节目在一、二套播出。
2023年六七月间，全县连续降雨。
落款为二〇二三.四.五的旧档案全部归档。
基层党组织组织开展主题党日，社会工作工作者上门服务。
节前发放200元元旦慰问金，公元元年以来的县志全部数字化。
现有大学以上学历的71人（其中全日制15人），占80%；大专学历18人，占20%。
排名第三，第二产业增加值增长5%，第一、第三产业分别增长3%、6%。
我当支部书记以来，坚持应当组织的活动一次不少。
社会主义法治国家建设扎实推进，中国共产党愿意听取各方面意见。
落实“三会一课”制度，按时召开支部党员大会、支部委员会会议、党小组会，按时上好党课。
有关情况待核实后另行报告，进一步优待补贴对象（正确看待补贴）。
集团在“世界500强”排名由369位上升到235位，高端产品占比从30%提高到70%。
该稿件于2023年8月20日 16:53提交，2023年9月1日 8:30通过审核。
算力总规模达到10.36百亿亿次/秒，超算峰值为1.25千万亿次。
收到意见60条，采纳45条，采纳率75%；应到党员50人，实到49人，到会率98%。
新收案件120件，审结118件（含旧存），结案率98.3%。
1．2023年数据为快报数。
投入2亿元元宇宙产业园建设资金，净利润同比下降120%。
我仔细分析用户反馈，推动产品改版，用户满意度提高5个百分点。
分析：用户流失的主要原因是输出能力不足。
推行电子营业执照一键下载，访问量3000次。
树立“N个1”品牌，推动《纲要草案》和“四个融合”落地。
投入资金近千万元，惠及万余名群众，至少走访200户。
自20年前建厂以来，较10年前增长一倍。
台湾同胞称之为「原乡」，村史馆以「原乡」为名。
增强政治意识、大局意识、责任意识，做到知行合一。
增强核心意识、看齐意识、大局意识，把讲政治、增强政治意识贯穿始终。
坚定道路自信、理论自信、制度自信，走中国特色社会主义道路。
全县共有36个村，其中脱贫村8。50%以上的村集体收入超过20万元。
三年来……人次、场次均创新高，一步步走来……公里数不断增加。
接近百年的老校焕发生机，附近200户居民受益，最近约1000人参观。
首先，我们需要理解用户的需求，再推出产品。
做到学用并重、并行推进，采取座谈、与群众交流等方式，关、停、并、转一批企业，政通人和、百业兴旺。
列为为民办实事项目，所有有关单位和在职职工都需要要求明确，可以以此为契机，方方面面、各级各部门共同努力。
工程历时13月，35日内完成一期，接待月嫂；第13月报送，农历二月三十日，2022年比分25:60，日经指数8日25点。
依法审理王××受贿案、李××等人电信网络诈骗罪一案，公司经理林××送给某局长5万元股票。
据报载，××市一位中学生累计通话费竟达上万元；餐厅打出标语：“为庆回归做贡献，××餐厅八折酬宾”。
谈起某某人爱戴高帽子，某某家庭安全公司只是笑；硬性规定某年某月为最后期限。
实现利润总额1010亿元，增长率为30.8%，而上年同期仅为249.5亿元，增长率为59%。
又讯据《每日新闻》报消息，结果令国外同行咋舌。（资料来源：国家统计局）
问题有三：一是跟风。二是硬性规定指标。三是不管意愿。近几年，我们一是敢想，敢想别人不敢想的事。二是勇于实践。
在党建方面从严治党，村民代表大会制度和我国人民代表大会制度不断完善，政策执行力、政府执行力明显增强。
加强基层组织建设，构建现代产业体系，从中国现代化建设看，新兴工业化国家各有特点，扎扎实实推进、认认真真落实。
员额法官人均结案120.5件，户均人口2.8人，每千人拥有医生3.2名，办案1.5万件，户数增加0.6万户；古树树龄1300年。
第十四届人民代表大会二次会议期间，二审、二名学生家长等表述各有所指，周二个别单位轮休。
原计划2019年完成的项目已经收官，“2019年，将继续努力”是当年的话；2019年，计划投资2亿元的项目开工。
工业、农业、城镇居民收入分别增长5%、6%；城镇、农村居民收入和支出分别增长5%、6%、7%、8%。
做到“三个坚持”：坚持学习，坚持实干。坚持创新。从德、能、勤、绩、廉五个方面作自我评价，涉及法院、检察等三个方面。
新收案件120件，审结118件，同比增加20件，增长20%；全年受理上半年积案，去年收案1万件，今年收案1.2万件，增长20.5%。
查处贪腐案件5件，陈某某受贿案社会关注，某某某的名字隐去；党员占比超过三分之一，约占5000分之一。
代表问“为什么？家里的地谁来种？”回答清楚，#号楼改造完成，价格为？待市场检验。
要做好三项工作：第一，调整结构。第二，培育市场。第三，推进产业化。今后，首先要落实政策。其次，要研究新问题。第三，要转变作风。
"""


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_a_clean_text_gives_nothing(path: Path) -> None:
    assert check_report(read_report(path.read_text(encoding="utf-8"), path.name)) == []


@pytest.mark.parametrize(("columns", "indent"), [(56, "　　"), (72, ""), (84, "    ")])
@pytest.mark.parametrize("path", [path for path in CLEAN if "english" not in path.stem], ids=lambda path: path.stem)
def test_a_clean_text_broken_into_lines_gives_nothing(path: Path, columns: int, indent: str) -> None:
    text = broken(path.read_text(encoding="utf-8"), columns, indent)
    assert check_report(read_report(text, path.name)) == []


@pytest.mark.parametrize("line", TRAPS.splitlines())
def test_what_looks_like_a_fault_and_is_none(line: str) -> None:
    assert check_report(line) == []


def test_there_are_enough_clean_texts_to_mean_something() -> None:
    assert len(CLEAN) >= 20
    assert sum(len(path.read_text(encoding="utf-8")) for path in CLEAN) > 15_000


SEVERAL_YEARS = """\
政府工作报告
——2026年1月28日在清溪市第九届人民代表大会第六次会议第一次全体会议上
各位代表：
现在，我代表市人民政府，向大会报告工作，请予审议。
一、“十四五”时期和2025年工作回顾
我们扎实开展党史学习教育、学习贯彻习近平新时代中国特色社会主义思想主题教育、党纪学习教育，纵深推进作风建设。
"""


def test_a_review_of_several_years_speaks_of_what_passed_in_them() -> None:
    assert check_report(read_report(SEVERAL_YEARS, "report.txt")) == []
    of_one_year = SEVERAL_YEARS.replace("“十四五”时期和2025年工作回顾", "2025年工作回顾")
    assert {finding.rule for finding in check_report(read_report(of_one_year, "report.txt"))} == {"time/passed"}


SEED = """\
2023年市局主要领导工作述职
今年以来，本人履行党建第一责任人职责，紧扣“建强基层组织”核心任务，推进教育事业高质量发展。
一、个人履职情况
（一）突出政治建设，坚定党性自觉。一是强化政治属性。积极开展“走访百个支部、迎接建党百年”等活动，推动党建工作落地落实。二是提炼党建成果。组织开展《习近平谈治国理政》第三卷主题征文、精品案例评比等活动，成绩名列前茅。
（二）突出组织建设，筑牢基层堡垒。一是建设“四强”支部。制定《“四强”党支部建设推进计##paidbegin##划》，推动党建提档升级。二是打造先锋支部。**中学等5个党组织获评市级先进党支部示范点。
（三）突出内涵建设，促进中心工作。一是强化德育。未成年人思想道德建设工作获全国先进，**中学获教育部国防教育特色学校。二是抓好思政教育，实现意识形态工作无盲区。**被市委宣传部聘为“理论宣讲工作室”领衔人。
二、存在的不足
（一）示范引领还需进一步提升。对学校党建活动的具体指导不够，一些学校的党建活动仍流于形式。
（二）组织管理还需进一步规范。个别党组织落实“三会一课”制度不够到位，党课教育不及时、不经常。
三、努力的方向
（一）树立实干形象，提升工作实效。以时不我待的工作激情带头落实中心工作，规范组织管理。
（二）树立改革精神，推进教育发展。高标准推进教育十四五规划，加强对学校党建活动的指导。

##paidend##
"""


def test_the_seed_gives_all_that_is_wrong_with_it_and_nothing_else() -> None:
    findings = check_report(read_report(SEED, "seed.txt"), kind="zh-duty", ignore=["requirements"])
    assert sorted((finding.rule, finding.text) for finding in findings) == [
        ("dirt/residue", "##paidbegin##"),
        ("dirt/residue", "##paidend##"),
        ("dirt/stars", "**"),
        ("dirt/stars", "**"),
        ("dirt/stars", "**"),
        ("sections/closing", ""),
        ("sections/date", ""),
        ("sections/salutation", ""),
        ("sections/signature", ""),
        ("time/passed", "《习近平谈治国理政》第三卷"),
        ("time/passed", "迎接建党百年"),
    ]
    for finding in findings:
        if finding.start is not None and finding.line is not None and finding.column is not None:
            assert SEED[finding.start : finding.end] == finding.text
            assert SEED.split("\n")[finding.line - 1][finding.column - 1 :].startswith(finding.text)


def test_levels_follow_the_strength_of_the_norm() -> None:
    findings = check_report(read_report(SEED, "seed.txt"), kind="zh-duty")
    levels = {finding.rule: finding.level for finding in findings}
    assert levels["dirt/stars"] is Level.ERROR
    assert levels["sections/closing"] is Level.WARNING


HEADLINES = """\
要目
●农业是稳民心、安天下的战略产业，任何时候都要抓得很紧。连续丰收后更要谨防出现松懈情绪
●管理状况已有了重大改善。下一步要明确管理内容，稳定管理组织，帮助基层干部掌握管理方法
"""


def test_a_list_of_headlines_needs_no_full_stops() -> None:
    assert check_report(HEADLINES, select=["sections/cut"]) == []
    one = HEADLINES.replace("松懈情绪", "松懈情绪。")
    assert [found.line for found in check_report(one, select=["sections/cut"])] == [3]


ONE_SIGN = """\
区财政局 2024年预算执行情况的报告
一、预算执行情况
㈠一般公共预算
⒈收入完成情况
⑴税收收入1.2亿元，完成预算的103%。
⑵非税收入0.4亿元，完成预算的98%。
⒉支出完成情况
全年支出2.6亿元。
㈡政府性基金预算
全年收入0.3亿元。
"""


def test_numbers_in_one_sign_count_as_levels_and_a_title_may_be_in_two_halves() -> None:
    assert check_report(ONE_SIGN) == []
    wrong = ONE_SIGN.replace("⑵", "⑶").replace("㈡", "㈢")
    assert [(found.rule, found.line) for found in check_report(wrong)] == [("numbering/gap", 6), ("numbering/gap", 9)]
