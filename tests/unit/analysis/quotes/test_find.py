from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.analysis.quotes import find_quotes
from reader.analysis.quotes.voices import with_speakers
from reader.model.mention import EntityType, Mention
from reader.model.span import Span
from tests.unit.analysis.quotes.said import mentions_of

WORDS = st.one_of(
    st.sampled_from(['"', "“", "”", "''", ",", ".", "?", ":", ";", "(", ")", "–", "!", "'s", "\n"]),
    st.sampled_from(
        ["kata", "katanya", "ujar", "Menurut", "mengatakan", "bahwa", "seraya menambahkan", "dan"]
    ),
    st.sampled_from(
        ["disampaikan", "Hal itu", "Dalam surat disebutkan", "Melansir Warta", "tidak", "yang", "itu"]
    ),
    st.sampled_from(
        ["said", "told", "that", "according to", "adding", "and", "but", "the mayor", "Mr.", "he"]
    ),
    st.sampled_from(
        ["Sari Dewi", "Dia", "ia", "Kepala", "Dinas Air", "Ketua", "dr.", "H.", "Vane", "air surut"]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join), st.sampled_from(["id", "en", "fr"]))
@example('"', "id")
@example("", "en")
@example('kata , "', "id")
def test_any_text_gives_spans_that_fit_it(body, language):
    mentions = mentions_of(body, ("Sari Dewi", "Vane"), ("Dinas Air",))
    furniture = [Span.of(body, 5, 9)] if len(body) > 9 else []
    for quote in find_quotes(body, language, mentions, skip=furniture):
        spans = [*quote.content, quote.cue, quote.speaker, quote.role]
        for span in filter(None, spans):
            assert body[span.start : span.end] == span.text
        ends = [end for part in quote.content for end in (part.start, part.end)]
        assert ends == sorted(ends)
        assert all(part.text for part in quote.content)
        assert not any(part.start < 9 and part.end > 5 for part in quote.content if furniture)
        assert 0 <= quote.confidence <= 1


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_characters_are_survived(body):
    for language in ("id", "en", "und"):
        find_quotes(body, language, ())


def test_quotes_come_in_text_order():
    body = 'Menurut Sari Dewi, air surut. "Besok kering," kata dia. Sari Dewi menegaskan, hujan akan reda.'
    starts = [quote.start for quote in find_quotes(body, "id", mentions_of(body, ("Sari Dewi",)))]
    assert starts == sorted(starts)
    assert len(starts) == 3


def test_furniture_between_a_quote_and_its_carry_over_is_passed():
    line = "Baca juga: Tanggul Jebol"
    body = f'"Air surut," kata Sari Dewi.\n{line}\n"Kami semua bersyukur atas bantuan warga."'
    start = body.index(line)
    quotes = find_quotes(
        body, "id", mentions_of(body, ("Sari Dewi",)), skip=[Span.of(body, start, start + len(line))]
    )
    assert [quote.name for quote in quotes] == ["Sari Dewi"] * 2


def test_another_language_gets_its_marked_strings_without_speakers():
    (quote,) = find_quotes("« Nous avons tout lu hier soir », a dit la juge. « Oui », dit-elle.", "fr", ())
    assert quote.text == "Nous avons tout lu hier soir"
    assert quote.name is None


def test_malay_is_read_with_the_lexicons_of_its_neighbour():
    body = '"Air sudah surut," kata Sari Dewi.'
    (quote,) = find_quotes(body, "ms", mentions_of(body, ("Sari Dewi",)))
    assert quote.name == "Sari Dewi"


def test_a_speaker_whom_the_tagger_missed_becomes_a_mention():
    body = '"Air sudah surut," kata Tarno Wibowo.'
    (mention,) = with_speakers((), find_quotes(body, "id", ()))
    assert (mention.text, mention.type) == ("Tarno Wibowo", EntityType.PERSON)


def test_a_role_inside_a_tagged_name_is_cut_off():
    body = '"Surut," kata Kepala Desa Batu Sari Dewi.\n"Kering," kata Sari. Hujan reda di Batu.'
    name = "Batu Sari Dewi"
    start = body.index(name)
    tagged = (
        Mention(start, start + len(name), name, EntityType.PERSON, name),
        Mention(body.rindex("Batu"), body.rindex("Batu") + 4, "Batu", EntityType.PLACE, "Batu"),
    )
    mentions = with_speakers(tagged, find_quotes(body, "id", tagged))
    assert [(mention.text, mention.name) for mention in mentions[:2]] == [
        ("Sari Dewi", "Sari Dewi"),
        ("Sari", "Sari Dewi"),
    ]


def test_a_long_body_without_sentences_takes_no_square_of_its_length():
    assert find_quotes("kata Sari mengatakan " * 20_000, "id", ()) is not None
    assert find_quotes("he said " * 20_000, "en", ()) is not None


@pytest.mark.parametrize(
    "body", ["the mayor said", 'He said "', "the mayor, she said in", "critics accuse", "he put it"]
)
def test_a_text_may_end_anywhere(body):
    assert all(
        body[part.start : part.end] == part.text
        for quote in find_quotes(body, "en", ())
        for part in quote.content
    )
