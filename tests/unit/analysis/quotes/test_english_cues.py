"""What English words report, and how far the report goes; all people and events are invented."""

from __future__ import annotations

import pytest

from tests.unit.analysis.quotes.said import quotes_in

VANE = "Harriet Vane"


def contents(body: str, *people: str) -> list[list[str]]:
    return [[part.text for part in quote.content] for quote in quotes_in(body, *people, language="en")]


@pytest.mark.parametrize(
    ("before", "content"),
    [
        ("Harriet Vane denied ", "taking the keys"),
        ("Harriet Vane suggested ", "closing the lock at night"),
        ("Harriet Vane is threatening ", "to close the lock"),
        ("Harriet Vane plans ", "to open four locks"),
        ("The board and the union plan ", "to sue the county"),
        ("Harriet Vane is aware that ", "the lock leaks"),
        ("Harriet Vane knew that ", "the lock was unsafe"),
        ("Harriet Vane made clear that ", "the lock was unsafe"),
        ("Harriet Vane made it plain that ", "the lock was unsafe"),
        ("Harriet Vane has long argued that ", "the lock leaks"),
        ("Harriet Vane did say that ", "the lock leaks"),
        ("Harriet Vane asked ", "why the lock leaks"),
        ("Harriet Vane demanded to know ", "why the lock leaks"),
        ("Harriet Vane sees ", "the lock as a monument to waste"),
        ("Harriet Vane promised ", "cheaper locks by Friday"),
        ("Harriet Vane told her deputy, Carl Boone, that ", "the lock leaks"),
        ("Last month Harriet Vane disclosed that ", "the lock leaks"),
        ("People close to Harriet Vane say ", "the lock leaks"),
        ("Supporters of the lock counter that ", "the lock leaks"),
        ("Both agreed that ", "the lock leaks"),
        ("Court records show ", "the lock was unsafe"),
        ("A poll by the county showed ", "Vane ahead by six points"),
        ("Her lawyers argued in papers filed Friday that ", "the lock leaks"),
    ],
)
def test_a_cue_reports_what_follows_it(before, content):
    assert contents(f"{before}{content}.", VANE) == [[content]]


@pytest.mark.parametrize(
    "body",
    [
        'The programme "Cleaner Kerbs" starts in May.',
        'Harriet Vane saw the "old town" of Marlow.',
        "Harriet Vane requested anonymity to speak freely.",
        "The owners call themselves the Lock Society.",
        "Residents were encouraged to submit their drawings.",
    ],
)
def test_what_only_looks_like_speech_is_no_quote(body):
    assert contents(body, VANE) == []


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("The man who, officers said, was left in the lock is safe.", ["was left in the lock is safe"]),
        ("The plan would cost money and, officers say, would take years.", ["would take years"]),
        (
            "Officers said they had found the clerk, who the radio said had left the county.",
            ["they had found the clerk", "had left the county"],
        ),
        (
            "It is a lock that both towns say they do not want and many engineers believe is unsafe.",
            ["they do not want", "is unsafe"],
        ),
        ("The bill, which Harriet Vane concedes has flaws, will pass.", ["has flaws"]),
        ("Harriet Vane praised what she called the stubbornness of rivers.", ["the stubbornness of rivers"]),
        (
            "Harriet Vane has vowed to close the lock; Carl Boone has threatened to sue the county.",
            ["to close the lock", "to sue the county"],
        ),
        ("The lock is, as Harriet Vane put it, a monument to waste.", ["The lock is", "a monument to waste"]),
    ],
)
def test_a_report_inside_a_clause_is_no_longer_than_it_says(body, wanted):
    found = [part for parts in contents(body, VANE, "Carl Boone") for part in parts]
    assert found == wanted


def test_single_marks_end_a_quote_inside_double_ones():
    body = (
        "\"I told the boy, 'You can have the boat,'\" Harriet Vane said. "
        "\"He said, 'Nobody wants that boat.'\""
    )
    (quote,) = quotes_in(body, VANE, language="en")
    assert quote.name == VANE
    assert [part.text for part in quote.content] == [
        "I told the boy, 'You can have the boat,'",
        "He said, 'Nobody wants that boat.'",
    ]


def test_as_somebody_put_it_is_a_cue():
    (quote,) = quotes_in('As Harriet Vane put it, "We can do better than this."', VANE, language="en")
    assert (quote.text, quote.name) == ("We can do better than this.", VANE)


def test_whom_a_question_was_put_to_does_not_hide_the_speaker():
    (quote,) = quotes_in('"What do you want of me?" Harriet Vane asked the council.', VANE, language="en")
    assert quote.name == VANE


@pytest.mark.parametrize(
    ("body", "content", "speaker"),
    [
        ("In Harriet Vane's view, the town has lost its way.", "the town has lost its way", VANE),
        ("By her own account, Vane was asleep.", "Vane was asleep", None),
        ("Harriet Vane's point is that the money is spent.", "the money is spent", VANE),
        ("Harriet Vane has no doubt that the lock is safe.", "the lock is safe", VANE),
        ("Harriet Vane made the argument that the lock is safe.", "the lock is safe", VANE),
        ("There is a belief among teachers that the test is flawed.", "the test is flawed", None),
        ("Harriet Vane, arguing that the toll hurts farmers, voted no.", "the toll hurts farmers", VANE),
    ],
)
def test_nouns_and_remarks_report_too(body, content, speaker):
    (quote,) = quotes_in(body, VANE, language="en")
    assert (quote.text, quote.name) == (content, speaker)


def test_whoever_asks_gives_the_floor_to_the_one_who_is_asked():
    body = 'Asked by Carl Boone whether the lock was safe, Harriet Vane paused. "It never was," she said.'
    asked, answered = quotes_in(body, VANE, "Carl Boone", language="en")
    assert (asked.text, asked.name) == ("the lock was safe", "Carl Boone")
    assert answered.name == VANE


def test_a_stranger_is_not_whoever_spoke_before():
    body = 'Harriet Vane said the lock was safe.\nOne juror said it leaked. "I was wet," he said.'
    assert [quote.name for quote in quotes_in(body, VANE, language="en")] == [VANE, None, None]


def test_both_are_the_two_who_spoke_last():
    body = (
        "Harriet Vane said the lock was safe. Carl Boone said it was not. Both agreed that the lock was old."
    )
    assert quotes_in(body, VANE, "Carl Boone", language="en")[-1].name == "Harriet Vane and Carl Boone"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("He used to say that the lock would never open.", "the lock would never open"),
        ("When Harriet Vane suggested a toll was due, the room fell silent.", "a toll was due"),
        ("The lock could stall, the minutes showed.", "The lock could stall"),
        ("Officers said the toll would fall, and farmers cheered on Tuesday.", "the toll would fall"),
        (
            "Farmers believe Harriet Vane, who faces a vote, is gambling.",
            "Harriet Vane, who faces a vote, is gambling",
        ),
        (
            "Harriet Vane proposed last week to ban the boats that make noise.",
            "to ban the boats that make noise",
        ),
        ("The lock failed to open, its maker said Monday, sending boats home.", "The lock failed to open"),
    ],
)
def test_a_report_begins_and_ends_where_it_should(body, wanted):
    assert contents(body, VANE) == [[wanted]]


def test_a_dealer_who_was_asked_says_nothing_by_it():
    assert contents("One dealer, asked if he had heard of the toll, laughed.") == []


def test_a_title_tells_he_from_she_before_a_forename_does():
    body = 'Mr. Whitney Vane said the lock was safe. "It is new," he added.'
    assert quotes_in(body, "Whitney Vane", language="en")[-1].name == "Whitney Vane"


def test_a_wife_is_not_he():
    body = "Carl Boone is tired, according to his wife, Rhoda. Harriet Vane slept. He plans to fish."
    assert quotes_in(body, "Carl Boone", "Rhoda", VANE, language="en")[-1].name != "Rhoda"


@pytest.mark.parametrize(
    ("body", "wanted", "name"),
    [
        ('"The lock leaks," they say. "Anyone can see it."', "The lock leaks … Anyone can see it.", None),
        ('Harriet Vane offers a plain account: "It was never shut."', "It was never shut.", VANE),
        ("One of them, Senator Harriet Vane of Marlow, said the lock leaked.", "the lock leaked", VANE),
        ("As Harriet Vane, a dealer at the port, put it, the lock is a sieve.", "the lock is a sieve", VANE),
        (
            "Officers told Harriet Vane, whose boat sank, that the lock had failed.",
            "the lock had failed",
            None,
        ),
        ('A reader known as "Worried" wrote that the lock was a sieve.', "the lock was a sieve", None),
    ],
)
def test_a_speaker_is_read_with_what_stands_beside_it(body, wanted, name):
    (quote,) = quotes_in(body, VANE, language="en")
    assert (" … ".join(part.text for part in quote.content), quote.name) == (wanted, name)


def test_a_wife_with_a_name_is_she():
    body = 'Carl Boone forgot. His wife, Dot, did not. "He shouted at it," she said.'
    assert quotes_in(body, "Carl Boone", language="en")[-1].name == "Dot"


def test_a_husband_without_a_name_is_nobody_who_spoke_before():
    body = 'Carl Boone said the lock was safe.\nHer husband shook his head. "It leaks," he said.'
    assert quotes_in(body, "Carl Boone", language="en")[-1].name is None


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("The town met Harriet Vane, which called the lock a sieve.", ["the lock a sieve"]),
        ("Prices fell sharply after Harriet Vane said the lock leaked.", ["the lock leaked"]),
        ("The department's report, released on Monday, put the loss at two boats.", []),
        ("Harriet Vane appealed to farmers to be patient.", ["farmers to be patient"]),
    ],
)
def test_what_stands_round_a_cue_decides_whether_it_is_one(body, wanted):
    assert [part for parts in contents(body, VANE) for part in parts] == wanted


def test_a_stranger_who_comes_in_is_whom_a_pronoun_means():
    body = 'Harriet Vane said the lock was safe. Another woman held up a drawing. "It leaks," she said.'
    assert quotes_in(body, VANE, language="en")[-1].name is None


def test_a_surname_that_a_tagger_takes_for_a_body_is_still_he():
    body = 'Carl Boone farms. Boone said the lock was old. The town slept. "It leaks," he said.'
    quotes = quotes_in(body, "Carl Boone", bodies=("Boone",), language="en")
    assert quotes[-1].name == "Carl Boone"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("Economists there predict it will fall.", ["it will fall"]),
        ("Harriet Vane figures the lock will hold.", ["the lock will hold"]),
        ("Harriet Vane blamed the leak on the frost.", ["the leak on the frost"]),
        ("The county's figures could not be checked.", []),
    ],
)
def test_a_place_or_an_owner_beside_a_cue_is_no_subject(body, wanted):
    assert [part for parts in contents(body, VANE) for part in parts] == wanted


def test_a_field_stands_between_a_role_and_its_bearer():
    body = '"The lock leaks," said the port\'s vice president for public works, Harriet Vane, at noon.'
    (quote,) = quotes_in(body, VANE, language="en")
    assert quote.name == VANE


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("Harriet Vane said Thursday the lock would open.", ["the lock would open"]),
        ("Harriet Vane said on Thursday the lock would open.", ["the lock would open"]),
        ("Harriet Vane, told of this, smiled for the first time in an hour.", []),
    ],
)
def test_a_day_or_what_somebody_heard_is_no_part_of_what_was_said(body, wanted):
    assert [part for parts in contents(body, VANE) for part in parts] == wanted


def test_a_role_with_a_name_behind_it_is_no_stranger():
    body = 'A spokesman for the port, Carl Boone, wrote back. "Nothing leaks," he said.'
    assert quotes_in(body, "Carl Boone", language="en")[-1].name == "Carl Boone"
