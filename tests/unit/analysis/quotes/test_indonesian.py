"""What is found in Indonesian, form by form; all people and events are invented."""

from __future__ import annotations

import pytest

from tests.unit.analysis.quotes.said import quotes_in, said_in

SARI = "Sari Dewi"


@pytest.mark.parametrize(
    "body",
    [
        '"Air sudah surut," kata Sari Dewi.',
        '"Air sudah surut," kata Camat Telaga Sari Dewi, Senin (3/6/2024).',
        '"Air sudah surut", ujar Sari Dewi kepada wartawan.',
        '"Air sudah surut,"tegas Sari Dewi.',
        '"Air sudah surut," Sari Dewi menuturkan.',
        'Sari Dewi menegaskan, "Air sudah surut."',
        'Sari Dewi: "Air sudah surut."',
    ],
)
def test_a_direct_quote_finds_its_speaker(body):
    (quote,) = said_in(body, SARI)
    assert quote.kind == "direct"
    assert quote.text.rstrip(".") == "Air sudah surut"
    assert quote.name == SARI


@pytest.mark.parametrize(
    "body",
    [
        "Sari Dewi mengatakan bahwa air sudah surut.",
        "Sari Dewi mengatakan, air sudah surut.",
        "Sari Dewi juga menyebut air sudah surut.",
        "Namun, Sari Dewi memastikan air sudah surut.",
        "Sari Dewi dalam jumpa pers, Senin (3/6/2024), di posko menyatakan, air sudah surut.",
        "Menurut Sari Dewi, air sudah surut.",
        "Air sudah surut, menurut Sari Dewi.",
        "Air sudah surut, kata Sari Dewi.",
        "Air sudah surut, kata Sari Dewi, Camat Telaga, dalam sebuah pernyataan.",
    ],
)
def test_an_indirect_quote_is_the_clause_alone(body):
    (quote,) = said_in(body, SARI)
    assert (quote.kind, quote.text.lower(), quote.name) == ("indirect", "air sudah surut", SARI)


def test_a_cue_inside_a_clause_makes_two_parts():
    (quote,) = quotes_in("Pompa baru, kata Sari Dewi, akan dipasang pekan depan.", SARI)
    assert [part.text for part in quote.content] == ["Pompa baru", "akan dipasang pekan depan"]


def test_an_opening_relay_is_neither_speaker_nor_content():
    body = "Melansir Warta Batu, Senin (3/6/2024), air sudah surut di semua desa, kata Sari Dewi."
    (quote,) = quotes_in(body, SARI, bodies=("Warta Batu",))
    assert quote.text == "air sudah surut di semua desa"
    assert (quote.name, quote.relay) == (SARI, "Warta Batu")


def test_a_clause_with_words_in_marks_is_mixed():
    (quote,) = said_in('Sari Dewi menyebut aturan itu "terlalu longgar" bagi pedagang.', SARI)
    assert quote == ("mixed", 'aturan itu "terlalu longgar" bagi pedagang', SARI)


def test_an_interrupted_quote_is_one_quote_in_two_parts():
    (quote,) = quotes_in('"Kulkas hanyut," kata Sari Dewi lirih. "Saya pasrah."', SARI)
    assert [part.text for part in quote.content] == ["Kulkas hanyut", "Saya pasrah."]


def test_a_second_verb_takes_the_subject_of_the_first():
    body = "Air sudah surut, tegas Sari Dewi, seraya menambahkan bahwa arus masih deras."
    first, second = quotes_in(body, SARI)
    assert second.text == "arus masih deras"
    assert second.cue is not None
    assert second.cue.text == "menambahkan"
    assert (second.name, second.attribution) == (SARI, "elliptical")
    assert first.name == SARI


@pytest.mark.parametrize(
    "body",
    [
        '"Air surut," kata Sari Dewi, menambahkan bahwa arus masih deras.',
        "Sari Dewi mengakui pompa rusak, tetapi memastikan arus masih deras.",
        "Sari Dewi mengatakan air sudah surut dan menegaskan bahwa arus masih deras.",
    ],
)
def test_a_second_verb_needs_no_tail_word_of_its_own(body):
    second = quotes_in(body, SARI)[1]
    assert (second.text, second.name, second.attribution) == ("arus masih deras", SARI, "elliptical")


def test_pronouns_and_clitics_take_the_last_speaker():
    body = """"Air surut," kata Sari Dewi.
Dia mengatakan arus masih deras.
"Jangan nekat," imbuhnya.
Menurutnya, tanggul akan diperiksa besok."""
    quotes = quotes_in(body, SARI)
    assert [quote.name for quote in quotes] == [SARI] * 4
    assert [quote.mention for quote in quotes] == ["name", "pronoun", "clitic", "clitic"]
    assert quotes[2].speaker is not None
    assert quotes[2].speaker.text == "nya"


def test_a_new_name_breaks_the_chain():
    body = '"Satu," kata Sari Dewi.\n"Dua," kata Bimo Aji.\n"Tiga," ujarnya.'
    assert [said.name for said in said_in(body, SARI, "Bimo Aji")] == [SARI, "Bimo Aji", "Bimo Aji"]


def test_names_inside_a_quote_never_speak():
    body = '"Pak Hasan sudah tahu," kata Sari Dewi kepada Lurah Rudi Hartono.'
    assert said_in(body, SARI, "Hasan", "Rudi Hartono") == [("direct", "Pak Hasan sudah tahu", SARI)]


def test_a_paragraph_that_is_only_a_quote_is_carried_over():
    body = 'Sari Dewi menjelaskan, pompa rusak sejak Senin.\n"Kami menunggu suku cadang dari kota."'
    carried = quotes_in(body, SARI)[1]
    assert (carried.name, carried.attribution, carried.cue) == (SARI, "carried", None)


def test_a_carried_quote_without_anybody_before_it_has_no_speaker():
    (quote,) = quotes_in('"Kami menunggu suku cadang dari kota sejak lama."')
    assert (quote.name, quote.attribution) == (None, "none")


def test_any_part_of_a_name_may_return():
    body = 'Bambang Tri Laksono mengatakan, air surut.\n"Besok kering," kata Tri.'
    assert [said.name for said in said_in(body, "Bambang Tri Laksono", "Tri")] == ["Bambang Tri Laksono"] * 2


def test_a_role_alone_is_the_person_introduced_with_it():
    body = 'Kapolres Batu Joko Susilo menegaskan, kasus diusut.\n"Kami proses," kata Kapolres.'
    quotes = quotes_in(body, "Joko Susilo", places=("Batu",))
    assert [quote.name for quote in quotes] == ["Joko Susilo"] * 2
    assert quotes[1].mention == "role"


def test_a_description_is_the_person_before():
    body = '"Air surut," kata Sari Dewi.\n"Jangan nekat," tegas perempuan berusia 52 tahun itu.'
    assert [said.name for said in said_in(body, SARI)] == [SARI] * 2


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ('"Surut," kata Kepala Dinas Air Kota Batu Sari Dewi.', "Kepala Dinas Air Kota Batu"),
        ('"Surut," kata Sari Dewi, Kepala Dinas Air Kota Batu.', "Kepala Dinas Air Kota Batu"),
        ('"Surut," kata Sari Dewi (52), warga Karang Indah.', "warga Karang Indah"),
        ('"Surut," kata Sari Dewi selaku ketua panitia.', "ketua panitia"),
        ('"Surut," kata Camat Telaga, Kabupaten Batu, Sari Dewi.', "Camat Telaga, Kabupaten Batu"),
        ("Sari Dewi, ketua panitia, mengatakan air sudah surut.", "ketua panitia"),
        ("Ketua panitia, Sari Dewi, mengatakan air sudah surut.", "Ketua panitia"),
        ("Kapolres Batu AKBP Sari Dewi mengatakan air sudah surut.", "Kapolres Batu AKBP"),
    ],
)
def test_the_role_beside_a_name_is_kept_apart(body, role):
    (quote,) = quotes_in(body, SARI, bodies=("Dinas Air Kota Batu",), places=("Karang Indah",))
    assert quote.speaker is not None
    assert quote.speaker.text == SARI
    assert quote.role is not None
    assert quote.role.text == role


def test_titles_belong_to_neither_name_nor_role():
    (quote,) = quotes_in("dr. Sari Dewi, M.Kes., mengatakan air sudah surut.", SARI)
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.role) == (SARI, None)


def test_a_short_name_shows_where_an_untagged_long_one_starts():
    body = '"Surut," kata Kepala Dinas Air Tarno Wibowo.\n"Besok kering," kata Tarno.'
    assert [said.name for said in said_in(body)] == ["Tarno Wibowo"] * 2


def test_a_body_and_a_document_may_speak():
    body = (
        "BMKG menyatakan hujan akan turun.\nDalam surat edaran itu disebutkan, sekolah diliburkan tiga hari."
    )
    first, second = quotes_in(body, bodies=("BMKG",))
    assert (first.name, first.mention) == ("BMKG", "organization")
    assert second.speaker is not None
    assert (second.speaker.text, second.mention) == ("surat edaran itu", "description")


def test_a_sentence_that_passes_the_word_attributes_the_one_before():
    body = "Tanggul itu akan diperbaiki bulan depan. Hal itu disampaikan Sari Dewi di posko."
    assert said_in(body, SARI) == [("indirect", "Tanggul itu akan diperbaiki bulan depan", SARI)]


@pytest.mark.parametrize(
    "body",
    [
        'Program "Satu Desa Satu Embung" mulai berjalan.',
        "Sari Dewi enggan mengatakan siapa pelakunya.",
        "Sari Dewi tidak mengatakan bahwa air surut.",
        "Sari Dewi menyampaikan bantuan kepada warga.",
        "Sari Dewi melanjutkan perjalanan ke kota.",
        "Dengan kata lain, air sudah surut.",
        "Harga beras disebut-sebut naik.",
        "Ia membaca buku itu.",
    ],
)
def test_what_only_looks_like_speech_is_left_alone(body):
    assert said_in(body, SARI) == []


def test_demands_and_hopes_are_reported_speech():
    body = "Sari Dewi meminta warga tidak kembali ke rumah. Ia berharap agar hujan segera reda."
    assert [said.text for said in said_in(body, SARI)] == [
        "warga tidak kembali ke rumah",
        "hujan segera reda",
    ]


def test_asking_twice_is_two_quotes_of_the_same_speaker():
    said = said_in("Sari Dewi mengimbau kapal memasang lampu serta mengajak warga mencatat nomor pos.", SARI)
    assert [(quote.text, quote.name) for quote in said] == [
        ("kapal memasang lampu", SARI),
        ("warga mencatat nomor pos", SARI),
    ]


def test_reminding_of_something_is_an_act_and_that_it_is_so_a_quote():
    assert said_in("Sari Dewi mengingatkan tentang bahaya banjir.", SARI) == []
    said = said_in("Sari Dewi mengingatkan air masih akan naik hingga Rabu.", SARI)
    assert [quote.text for quote in said] == ["air masih akan naik hingga Rabu"]


def test_naming_a_thing_reports_no_clause():
    assert said_in("Sari Dewi menekankan pentingnya menjaga data pelanggan.", SARI) == []
    assert said_in("Sari Dewi menyampaikan ucapan selamat kepada pemenang.", SARI) == []
    assert said_in("Petugas menjelaskan dampak yang mungkin dirasakan penerima setelah vaksinasi.") == []


def test_a_noun_with_its_owner_and_a_number_is_a_clause():
    said = said_in("Sari Dewi menyebut jumlahnya 214 pasien.", SARI)
    assert [quote.text for quote in said] == ["jumlahnya 214 pasien"]


def test_calling_somebody_something_is_a_quote():
    said = said_in("Sari Dewi memuji keduanya sebagai “lawan yang saling membesarkan”.", SARI)
    assert [(quote.kind, quote.text) for quote in said] == [
        ("mixed", "keduanya sebagai “lawan yang saling membesarkan”")
    ]
    assert said_in("Sari Dewi memuji kerja panitia.", SARI) == []


def test_a_verb_behind_a_preposition_has_no_subject():
    assert said_in("Laporan itu dipakai bank dalam menilai kelayakan kredit.") == []


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "Sari Dewi menjelaskan, sapi seberat 800-1.000 kg sudah dikirim.",
            "sapi seberat 800-1.000 kg sudah dikirim",
        ),
        (
            "Selain itu, tambah Sari Dewi, Presiden juga mengirimkan sapi ke desa.",
            "Presiden juga mengirimkan sapi ke desa",
        ),
        ("Padahal, menurut Sari Dewi, gudang masih penuh.", "gudang masih penuh"),
        (
            "Sari Dewi mengimbau petani beralih ke pupuk lain untuk sementara.",
            "petani beralih ke pupuk lain untuk sementara",
        ),
        ("Sari Dewi menjanjikan bantuan akan tiba besok.", "bantuan akan tiba besok"),
    ],
)
def test_content_is_whole(body, text):
    assert [(quote.text, quote.name) for quote in said_in(body, SARI)] == [(text, SARI)]


@pytest.mark.parametrize(
    "body",
    [
        "Sari Dewi menyampaikan khotbah dengan tema “Berbagi Ialah Pesan Kehidupan”.",
        "Sari Dewi menjanjikan tambahan anggaran.",
    ],
)
def test_titles_and_promised_things_are_no_quotes(body):
    assert said_in(body, SARI) == []


def test_what_an_office_does_is_no_part_of_it():
    (quote,) = quotes_in("Kepala Dinas Air yang menerima warga menyatakan akan memanggil direksi.")
    assert quote.name == "Kepala Dinas Air"


def test_a_passive_with_its_speaker_stands_inside_what_was_said():
    (first, second) = quotes_in(
        '"Air surut," kata Sari Dewi. Pemasangan papan di jalan itu dinilainya kurang sesuai.', SARI
    )
    assert first.name == second.name == SARI
    assert [part.text for part in second.content] == ["Pemasangan papan di jalan itu", "kurang sesuai"]
    assert second.cue is not None
    assert second.cue.text == "dinilai"
    assert said_in("Sari Dewi bertemu orang yang disebutnya sebagai guru.", SARI) == []


def test_what_goes_by_plan_is_nobodys_word():
    assert said_in("Menurut rencana, jembatan akan dibuka besok.") == []


def test_an_age_behind_a_word_tells_that_it_is_a_name():
    body = 'Tarmo (35), misalnya, masih ragu bersepeda. "Saya baru coba Jumat," katanya.'
    assert [quote.name for quote in said_in(body)] == ["Tarmo"]


@pytest.mark.parametrize(
    "body",
    [
        '"Patuhi aturan itu," kata Menteri Koordinator Politik, Hukum, dan Keamanan Sari Dewi di Batu.',
        '"Belum tahu itu," kata Kepala Dusun Lama, Kelurahan Baru, Kecamatan Batu, Sari Dewi di Kota Lama.',
    ],
)
def test_commas_inside_a_role_do_not_hide_who_bears_it(body):
    places = ("Dusun Lama", "Kelurahan Baru", "Kecamatan Batu", "Kota Lama")
    (quote,) = quotes_in(body, SARI, places=places)
    assert quote.name == SARI
