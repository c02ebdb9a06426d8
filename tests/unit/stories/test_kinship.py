"""What two articles are to each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.stories.kinship import COPY_WINDOW, Kinship, kinship_of
from reader.stories.profile import Facts, Profile

DAY = 86_400
BODY = (
    "Kebakaran menghanguskan 214 kios di Pasar Kembang, Sailan, pada Rabu sore. Burhan Maleo menyebut api "
    "terlihat di deretan penjual kain.\n\nIntan Raharja menjanjikan tempat berdagang di Tanjung Sari. "
    "Sebelas mobil pemadam dikerahkan dan api baru dapat dikuasai tiga jam kemudian."
)
FIRE = Facts(
    title="Pasar Kembang terbakar, 214 kios hangus",
    body=BODY,
    names=("Pasar Kembang", "Sailan", "Burhan Maleo", "Intan Raharja", "Tanjung Sari"),
    language="id",
    published_at=1_795_000_000,
    source_id=1,
)
ANY = st.builds(
    Facts,
    title=st.text(max_size=60),
    body=st.text(max_size=300) | st.just(BODY),
    names=st.lists(st.text(max_size=12), max_size=5).map(tuple),
    language=st.sampled_from(["id", "en", "und"]),
    published_at=st.integers(-62_000_000_000, 1_900_000_000),
    source_id=st.integers(1, 3),
)


def kin(one: Facts, other: Facts) -> Kinship | None:
    return kinship_of(Profile(one), Profile(other), {})


@given(ANY, ANY)
def test_any_two_articles_are_compared_alike_in_both_directions(one: Facts, other: Facts) -> None:
    assert kin(one, other) == kin(other, one)


@pytest.mark.parametrize(
    "changed",
    [
        replace(FIRE, body=BODY.partition("\n\n")[0]),
        replace(
            FIRE, body=BODY.replace("Kebakaran menghanguskan", "Api melalap"), title="Pasar Sailan ludes"
        ),
        replace(FIRE, body=f"SAILAN (Lintas) - {BODY}\n\nBaca berita lain di kanal daerah."),
    ],
    ids=["cut", "edited", "with a dateline and more"],
)
def test_an_editors_changes_leave_a_copy_a_copy(changed: Facts) -> None:
    assert kin(FIRE, replace(changed, source_id=2, published_at=FIRE.published_at + 3_600)) is Kinship.COPY


def test_the_same_form_with_other_figures_is_no_copy() -> None:
    next_day = replace(
        FIRE,
        body=BODY.replace("214", "87").replace("Sebelas", "Empat").replace("tiga jam", "lima jam"),
        published_at=FIRE.published_at + DAY,
    )

    assert kin(FIRE, next_day) is None


def test_titles_of_a_series_on_two_days_are_no_story() -> None:
    today = replace(FIRE, title="Harga emas Senin 9 Maret")
    tomorrow = replace(FIRE, title="Harga emas Selasa 10 Maret", published_at=FIRE.published_at + DAY)

    assert kin(today, tomorrow) is None


def test_what_is_printed_again_long_after_is_another_thing() -> None:
    assert kin(FIRE, replace(FIRE, source_id=2, published_at=FIRE.published_at + COPY_WINDOW + 1)) is None
