from __future__ import annotations

from reader.text.extract import extract_page
from reader.text.site_rules import SiteRule, read_rules, shipped_rules

STORY = "<p>Air sudah surut sejak pagi tadi, kata Wulan Saraswati.</p>"


def test_a_rule_holds_for_a_site_and_those_below_it() -> None:
    rules = read_rules('["kabar.id"]\nbody = "p"\n["foto.kabar.id"]\nbody = "b"\n').rules
    assert rules.rule_for("https://www.kabar.id/1") == SiteRule(body=("p",))
    assert rules.rule_for("https://foto.kabar.id/1") == SiteRule(body=("b",))
    assert rules.rule_for("https://lainkabar.id/1") is None
    assert rules.rule_for("http://[") is None


def test_a_wrong_rule_is_named_and_the_others_hold() -> None:
    loaded = read_rules(
        '["a.id"]\nbody = "div["\n["b.id"]\nbodi = "p"\n["c.id"]\nremove = ".x"\n[d]\ntitle = 5\n'
    )
    assert [problem.split(":")[0] for problem in loaded.problems] == ["a.id", "b.id", "d"]
    assert list(loaded.rules.by_host) == ["c.id"]
    assert read_rules("[").problems[0].startswith("not valid TOML")


def test_the_users_rules_come_before_those_shipped() -> None:
    own = read_rules('["detik.com"]\nbody = "p"\n').rules.before(shipped_rules())
    assert own.rule_for("https://news.detik.com/1") == SiteRule(body=("p",))
    assert own.rule_for("https://www.kompas.com/1") == shipped_rules().rule_for("https://kompas.com/")


def test_a_rule_that_finds_nothing_leaves_the_page_to_the_general_way() -> None:
    rules = read_rules('["kabar.id"]\nbody = "div.hilang"\ntitle = "h1.hilang"\n').rules
    page = f"<title>Air surut</title><article>{STORY}</article>"
    article = extract_page(page, url="https://kabar.id/1", rules=rules)
    assert (article.facts.title, article.body) == ("Air surut", STORY[3:-4])


def test_elements_inside_elements_of_a_rule_are_read_once() -> None:
    rules = read_rules('["kabar.id"]\nbody = "div"\n').rules
    page = f"<div><div>{STORY}</div></div>"
    assert extract_page(page, url="https://kabar.id/1", rules=rules).body == STORY[3:-4]
