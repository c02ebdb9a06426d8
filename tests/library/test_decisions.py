"""What the user decides about entities holds at once and later, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.analysis.identity import forms_in
from reader.errors import LibraryError
from reader.model.decision import DecisionKind
from reader.model.mention import Mention
from reader.search.grammar import parse
from tests.library.test_same_entities import ORGANIZATION, PERSON, PLACE, entity, store, telling, titles

if TYPE_CHECKING:
    from reader.library.library import Library

JOKO, JO = ("person", "Joko Sugara"), ("person", "Jo Sugara")


@pytest.fixture
def two_names(library: Library) -> Library:
    """One man under two names that nothing connects, and a club."""
    store(
        library,
        telling(1, JOKO, ("org", "Klub Catur"), said=[("Air naik", "Joko Sugara")]),
        telling(2, JO, ("org", "Klub Catur"), said=[("Air surut", "Jo Sugara")]),
        telling(3, JOKO, JO),
    )
    return library


def test_merged_entities_are_one_everywhere_at_once(two_names: Library) -> None:
    joko, jo = entity(two_names, "Joko Sugara", PERSON), entity(two_names, "Jo Sugara", PERSON)

    made = two_names.decisions.merge(jo.id, joko.id)

    assert made.sentence == "Jo Sugara is the same as Joko Sugara"
    both = entity(two_names, "Jo Sugara", PERSON)
    assert (both.name, both.articles, both.mentions, both.quotes) == ("Joko Sugara", 3, 4, 2)
    assert titles(two_names, 'person:"Jo Sugara"') == {"Berita 1", "Berita 2", "Berita 3"}
    assert titles(two_names, 'speaker:"Joko Sugara"') == {"Berita 1", "Berita 2"}
    assert len(two_names.quotes.ids_by(both.id)) == 2
    people = [each for each in two_names.facets(parse("berita")) if each.field == "person"]
    assert [(each.value, each.articles) for each in people] == [("Joko Sugara", 3)]
    assert two_names.check() == []


def test_a_merge_holds_for_what_comes_later_and_over_a_new_analysis(two_names: Library) -> None:
    joko, jo = entity(two_names, "Joko Sugara", PERSON), entity(two_names, "Jo Sugara", PERSON)
    two_names.decisions.merge(jo.id, joko.id)

    store(two_names, replace(telling(2, JO, ("org", "Klub Catur")), version=2), telling(4, JO))

    both = entity(two_names, "Joko Sugara", PERSON)
    assert (both.articles, both.quotes) == (4, 1)
    assert two_names.check() == []


def test_undoing_a_merge_restores_names_and_counts(two_names: Library) -> None:
    joko, jo = entity(two_names, "Joko Sugara", PERSON), entity(two_names, "Jo Sugara", PERSON)
    two_names.decisions.merge(joko.id, jo.id)
    store(two_names, telling(4, JO))

    undone = two_names.decisions.undo()

    assert undone is not None
    assert undone.kind is DecisionKind.MERGE
    assert entity(two_names, "Joko Sugara", PERSON) == joko
    assert entity(two_names, "Jo Sugara", PERSON) == replace(jo, articles=jo.articles + 1, mentions=3)
    assert two_names.decisions.all() == []
    assert two_names.decisions.undo() is None
    assert two_names.check() == []


def test_merging_goes_over_types(library: Library) -> None:
    store(library, telling(1, ("place", "Selendang")), telling(2, ("org", "Selendang")))

    library.decisions.merge(
        entity(library, "Selendang", ORGANIZATION).id, entity(library, "Selendang", PLACE).id
    )

    assert titles(library, "place:selendang") == {"Berita 1", "Berita 2"}
    stored = library.article(library.rows(list(library.all_ids()))[0].id)
    assert stored is not None
    assert {mention.type for mention in stored.analysis.mentions} == {PLACE}


def test_one_entity_cannot_be_merged_into_itself(two_names: Library) -> None:
    joko = entity(two_names, "Joko Sugara", PERSON)
    with pytest.raises(LibraryError, match="one entity already"):
        two_names.decisions.merge(joko.id, joko.id)


def test_a_name_that_was_joined_wrongly_is_split_off_and_stays_so(library: Library) -> None:
    store(library, telling(1, ("place", "Tanjung Seruni")), telling(2, ("place", "Kabupaten Tanjung Seruni")))
    whole = entity(library, "Tanjung Seruni", PLACE)
    assert whole.articles == 2

    library.decisions.split(whole.id, "Kabupaten Tanjung Seruni")
    store(library, telling(3, ("place", "Kabupaten Tanjung Seruni"), ("place", "Tanjung Seruni")))

    assert entity(library, "Tanjung Seruni", PLACE).articles == 2
    assert entity(library, "Kabupaten Tanjung Seruni", PLACE).articles == 2
    assert library.check() == []
    assert entity(library, "Tanjung Seruni", PLACE).name == "Tanjung Seruni"
    library.decisions.undo()
    assert entity(library, "Tanjung Seruni", PLACE).articles == 3
    assert library.check() == []


def test_the_name_that_heads_an_entity_can_be_split_off_into_another_one(two_names: Library) -> None:
    joko, jo = entity(two_names, "Joko Sugara", PERSON), entity(two_names, "Jo Sugara", PERSON)
    club = entity(two_names, "Klub Catur", ORGANIZATION)
    two_names.decisions.merge(jo.id, joko.id)

    two_names.decisions.split(joko.id, "Joko Sugara", into=club.id)

    assert entity(two_names, "Joko Sugara", PERSON).id == club.id
    assert entity(two_names, "Jo Sugara", PERSON).articles == 2
    assert two_names.check() == []


def test_a_short_form_is_split_off_as_its_articles_are_analysed_again(library: Library) -> None:
    made = telling(1, JOKO, ("org", "Klub Catur"))
    body = f"{made.raw.body} Lalu Sugara pulang."
    at = body.rindex("Sugara")
    analysis = replace(
        made.analysis,
        body=body,
        mentions=(*made.analysis.mentions, Mention(at, at + 6, "Sugara", PERSON, "Joko Sugara")),
    )
    article = replace(made, raw=replace(made.raw, body=body), analysis=analysis, forms=forms_in(analysis))
    store(library, article)
    joko = entity(library, "Sugara", PERSON)
    assert joko.name == "Joko Sugara"

    decision = library.decisions.split(joko.id, "Sugara")

    assert decision.stale == 1
    (stale,) = library.analyses.stale(1)
    assert library.entities.named("Sugara", PERSON) is None
    store(library, article)
    assert not list(library.analyses.stale(1))
    found = library.entities.mentioned_at(stale, at, at + 6)
    assert found is not None
    assert (found.name, found.articles) == ("Sugara", 1)
    assert entity(library, "Joko Sugara", PERSON).mentions == 1
    assert library.check() == []

    library.decisions.undo()
    store(library, article)
    assert library.entities.mentioned_at(stale, at, at + 6) == entity(library, "Joko Sugara", PERSON)
    assert library.check() == []


def test_what_is_no_name_of_an_entity_or_its_only_one_cannot_be_split_off(two_names: Library) -> None:
    joko = entity(two_names, "Joko Sugara", PERSON)
    with pytest.raises(LibraryError, match="not among the names"):
        two_names.decisions.split(joko.id, "Banu")
    with pytest.raises(LibraryError, match="only name"):
        two_names.decisions.split(joko.id, "Joko Sugara")


def test_a_chosen_name_is_shown_found_and_kept(library: Library) -> None:
    store(library, telling(1, ("org", "KPK")))
    library.decisions.rename(entity(library, "KPK", ORGANIZATION).id, "Komisi  Antirasuah")

    store(library, telling(2, ("org", "Komisi Pemberantasan Korupsi")))

    found = entity(library, "KPK", ORGANIZATION)
    assert (found.name, found.articles) == ("Komisi Antirasuah", 2)
    assert titles(library, "org:antirasuah") == {"Berita 1", "Berita 2"}
    library.decisions.undo()
    assert entity(library, "KPK", ORGANIZATION).name == "KPK"


def test_a_hidden_entity_is_in_no_list_facet_or_highlight(two_names: Library) -> None:
    club = entity(two_names, "Klub Catur", ORGANIZATION)

    two_names.decisions.hide(club.id)

    assert two_names.entities.top(ORGANIZATION, limit=9) == []
    assert two_names.words.complete("org", "klub", limit=9) == []
    assert two_names.entities.named_in(parse("berita"), limit=9) == [
        each for each in two_names.entities.named_in(parse("berita"), limit=9) if each.type is PERSON
    ]
    assert not [each for each in two_names.facets(parse("berita")) if each.field == "org"]
    stored = [two_names.article(row.id) for row in two_names.rows(list(two_names.all_ids()))]
    assert all(mention.name != "Klub Catur" for each in stored if each for mention in each.analysis.mentions)
    two_names.decisions.undo()
    assert two_names.entities.top(ORGANIZATION, limit=9) == [club]
