"""Names in articles, as a reader would mark them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.analysis.entities import find_mentions
from reader.model.analysis import Dateline
from reader.model.mention import Mention
from reader.model.span import Span

ARTICLE = """Gubernur Jawa Barat Ratna Wibisono berkata, Dinas Kesehatan Kabupaten Garut punya vaksin.
Menurut Ratna, Badan Penanggulangan Bencana Daerah (BPBD) akan mengirim truk ke Garut.
"Semua siap," kata Wibisono di Bandung, Senin (4/3/2024).
BPBD belum menjawab pertanyaan.
"""


def found(text: str, language: str = "id", **options: object) -> dict[str, Mention]:
    return {mention.text: mention for mention in find_mentions(text, language, **options)}


def test_persons_bodies_and_places_are_told_apart() -> None:
    mentions = found(ARTICLE)
    assert mentions["Ratna Wibisono"].type == "person"
    assert mentions["Dinas Kesehatan Kabupaten Garut"].type == "organization"
    assert mentions["Bandung"].type == "place"


def test_every_form_of_a_name_has_the_fullest_form_as_its_name() -> None:
    mentions = found(ARTICLE)
    assert mentions["Ratna"].name == mentions["Wibisono"].name == "Ratna Wibisono"


def test_an_abbreviation_in_brackets_is_a_mention_of_its_own_with_the_long_name() -> None:
    mentions = found(ARTICLE)
    assert "Badan Penanggulangan Bencana Daerah" in mentions
    assert mentions["BPBD"].name == "Badan Penanggulangan Bencana Daerah"
    assert sum(mention.text == "BPBD" for mention in find_mentions(ARTICLE, "id")) == 2


def test_the_full_stop_of_a_company_form_belongs_to_the_name_and_that_of_the_sentence_does_not() -> None:
    text = "Talvane Foods Corp. said on Monday that profit fell. Talvane Foods sued the Bank of Elmira."
    mentions = found(text, "en")
    assert mentions["Talvane Foods"].name == "Talvane Foods Corp."
    assert {"Talvane Foods Corp.", "Bank of Elmira"} <= mentions.keys()


def test_a_place_after_a_role_is_a_place() -> None:
    assert found(ARTICLE)["Jawa Barat"].type == "place"


def test_titles_and_ranks_stay_outside_the_name() -> None:
    text = "Kapolres Cianjur AKBP Hendra Saputra hadir. Bupati Sri Lestari dan Dr. Yanti Kusuma ikut serta."
    assert {"Hendra Saputra", "Yanti Kusuma"} <= found(text).keys()


def test_a_hyphen_between_two_full_names_joins_two_persons() -> None:
    text = "Pasangan Rudi Hartono-Maya Anggraini unggul. Pendukung Rudi-Maya bersorak di Sleman."
    mentions = found(text)
    assert {"Rudi Hartono", "Maya Anggraini", "Rudi", "Maya"} <= mentions.keys()
    assert mentions["Maya"].name == "Maya Anggraini"


def test_a_list_inside_the_name_of_a_body_belongs_to_it() -> None:
    name = "Dinas Pariwisata, Kebudayaan, dan Olahraga Kota Malang"
    assert name in found(f"Kepala {name} Sinta Permata belum menjawab. Ia sedang rapat.")


def test_clitics_and_possessives_stay_outside_the_name() -> None:
    assert "Jakarta" in found("Suasana Jakarta-nya terasa. Di Jakarta hujan turun sejak pagi.")
    assert "Canada" in found("Canada's minister resigned. Nobody in Canada knew why.", "en")


def test_a_dateline_gives_its_place_and_outlet() -> None:
    text = "KabarKota, GARUT – Hujan turun di kota itu. Warga mengungsi ke sekolah."
    dateline = Dateline(0, 17, text[:17], "KabarKota", "Garut")
    mentions = found(text, dateline=dateline)
    assert (mentions["KabarKota"].type, mentions["GARUT"].type) == ("organization", "place")
    assert mentions["GARUT"].name == "Garut"


def test_nothing_is_found_in_furniture() -> None:
    text = "Rusia mundur.\nBaca Juga: Presiden Rusia di Moskow\nRusia menolak."
    start = text.index("Baca")
    furniture = Span.of(text, start, text.index("\nRusia", start))
    assert [m.text for m in find_mentions(text, "id", skip=[furniture])] == ["Rusia", "Rusia"]


def test_a_headline_in_capitals_names_the_same_person() -> None:
    text = "SRI LESTARI MENANG DI PILKADA GARUT\n\nSri Lestari menang telak. Lawan Sri Lestari mengaku kalah."
    names = {mention.name for mention in find_mentions(text, "id") if mention.type == "person"}
    assert names == {"Sri Lestari"}


def test_a_text_without_capitals_still_has_its_places() -> None:
    assert "jakarta" in found("gubernur jakarta membuka pasar.\nwarga jakarta senang.")


def test_english_articles_have_their_names() -> None:
    text = (
        "Police in Toronto arrested Michael Harding on Monday. Harding, a lawyer, worked for Microsoft.\n"
        'Spokeswoman Laura Bennett said: "Mr Harding is in custody."'
    )
    mentions = found(text, "en")
    assert mentions["Harding"].name == "Michael Harding"
    assert {"Toronto", "Microsoft", "Laura Bennett"} <= mentions.keys()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "a" * 100_000,
        "A " * 20_000,
        "(" * 5_000,
        "-" * 5_000,
        "A-" * 5_000,
        "A (B) " * 2_000,
        "PT " * 5_000,
        "def f(x):\n    return {x: [1, 2, 3]}\n" * 200,
        "\x00\x1b[31m\u202e\ud800 Budi \u200d",
        "王小明 在 北京 Бори́с говорит مرحبا",
        ", ".join(f"Budi Orang{number} Santoso" for number in range(300)),
    ],
    ids=lambda text: repr(text[:12]),
)
def test_no_text_is_too_strange(text: str, language: str) -> None:
    check(text, find_mentions(text, language))


WORDS = st.sampled_from(
    [
        "Budi",
        "Santoso",
        "PT",
        "Bank",
        "(",
        ")",
        "-",
        ",",
        ".",
        "KPK",
        "dan",
        "di",
        "Kota",
        "Jakarta",
        "“",
        "”",
        "\n",
        "'s",
        "nya",
        "Komisi",
        "Pemilihan",
        "Umum",
        "kata",
        "Pak",
        "1",
        "United",
        "Nations",
        "/",
        "The",
        "of",
    ]
)


@settings(max_examples=60)
@given(st.lists(WORDS, max_size=40), st.sampled_from(["id", "en"]), st.booleans())
def test_mentions_always_slice_the_body_in_order(words: list[str], language: str, joined: bool) -> None:
    text = ("" if joined else " ").join(words)
    check(text, find_mentions(text, language))


@settings(max_examples=40)
@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 50))
def test_mentions_never_touch_what_is_skipped(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    skipped = Span.of(text, start, min(len(text), start + length))
    mentions = find_mentions(text, "id", skip=[skipped])
    check(text, mentions)
    tokens_inside = [
        m for m in mentions if m.start >= skipped.start and m.end <= skipped.end and skipped.text
    ]
    assert not tokens_inside


def check(text: str, mentions: tuple[Mention, ...]) -> None:
    position = 0
    for mention in mentions:
        assert position <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        assert mention.name.strip()
        position = mention.end


def test_a_person_is_parted_from_the_place_or_body_before_the_name() -> None:
    text = (
        "Bupati Cirebon Tatang Hidayat datang ke Kabupaten Cirebon. "
        "Ketua KPU Cirebon Ida Farida menolak. Kepala Kementerian Pertanian Wilayah Timur absen."
    )
    mentions = found(text)
    assert {"Tatang Hidayat", "Ida Farida", "KPU Cirebon"} <= mentions.keys()


def test_a_unit_and_its_parent_are_one_body() -> None:
    text = "Kepala Bagian Logistik Kepolisian Daerah Jambi Rudi Hartono hadir. Rudi memberi keterangan."
    assert "Bagian Logistik Kepolisian Daerah Jambi" in found(text)


def test_a_country_in_an_adjective_is_no_mention() -> None:
    text = "Protests with anti-Russia slogans spread. Russia said nothing about the protests."
    assert [m.start for m in find_mentions(text, "en") if m.text == "Russia"] == [text.index("Russia said")]


def test_finding_names_is_prepared_only_when_it_is_asked_for() -> None:
    program = (
        "import sys, reader.analysis.entities; "
        "print([name for name in ('numpy', 'pycrfsuite') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_ships_currencies_and_degrees_are_no_persons_bodies_or_places() -> None:
    text = (
        "KRI Teluk Sampit dan KMP Putri Anyer berlayar dari Surabaya.\n"
        "Harganya US$ 3 juta, kata Ratih Puspaningrum, M.Sc., Ph.D. dan Yosephine Sitompul, Sp.A(K)."
    )
    assert found(text).keys() == {"Surabaya", "Ratih Puspaningrum", "Yosephine Sitompul"}


def test_a_numbered_body_keeps_the_name_after_its_slash() -> None:
    text = "Kepala Penerangan Kodam XVII/Cenderawasih Letkol Steven Wanggai hadir.\nIa ditemui di Jayapura."
    assert {"Kodam XVII/Cenderawasih", "Steven Wanggai"} <= found(text).keys()


def test_a_unit_and_its_parent_are_one_body_as_abbreviations_too() -> None:
    text = "Ketua BEM UGM Sari Dewi datang ke Jakarta.\nRombongan BEM UGM disambut warga."
    assert "BEM UGM" in found(text)


def test_a_region_after_a_body_is_never_taken_for_a_person() -> None:
    text = "BPBD Halmahera Barat mendata 17 rumah rusak.\nGempa terasa sampai Manado."
    assert found(text)["BPBD Halmahera Barat"].type == "organization"


def test_a_foreign_abbreviation_in_brackets_is_known_from_the_lists() -> None:
    text = "Dana Moneter Internasional (IMF) memberi pinjaman.\nPemerintah menerimanya di Jakarta."
    assert found(text)["IMF"].type == "organization"
