"""The forms of Turkic verbs, as a grammar gives them by their stems."""

import pytest

from pipeline.grammar import grammar
from pipeline.quotations.conjugation import alternatives, conjugated, with_ending
from pipeline.quotations.vocabulary import plain


@pytest.mark.parametrize(
    ("stem", "ending", "word"),
    [
        ("belirt", "DI", "belirtti"),
        ("vurgula", "Iyor", "vurguluyor"),
        ("söyle", "ArAk", "söyleyerek"),
        ("söyle", "An", "söyleyen"),
        ("sor", "mIştI", "sormuştu"),
        ("kaydeT", "ArAk", "kaydederek"),
        ("kaydeT", "mAktA", "kaydetmekte"),
        ("öne sür", "DIlAr", "öne sürdüler"),
        ("oku", "Iyor", "okuyor"),
    ],
)
def test_vowels_and_consonants_of_an_ending_follow_those_before(
    stem: str, ending: str, word: str
) -> None:
    assert with_ending(stem, ending) == word


def test_a_form_with_alternatives_is_each_of_them() -> None:
    assert list(alternatives("(ifadesini|ifadelerini) (kullan|sarf eT)~")) == [
        "ifadesini kullan~",
        "ifadesini sarf eT~",
        "ifadelerini kullan~",
        "ifadelerini sarf eT~",
    ]


def test_finite_forms_are_of_their_own_kind_and_others_of_what_they_are() -> None:
    endings = {"finite": ("DI",), "participle": ("An",), "converb": ("ArAk", "rken")}
    assert list(conjugated("yaz~", "write", endings)) == [
        ("write", "yazdı"),
        ("participle", "yazan"),
        ("converb", "yazarak"),
    ]
    assert ("converb", "söylerken") in conjugated("söyle~", "say", endings)
    assert list(conjugated("dedi", "say", endings)) == [("say", "dedi")]


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("tespitinde bulunmuştu", "say"),
        ("şeklinde özetliyor", "say"),
        ("duyurmaktadır", "say"),
        ("itiraf eden", "participle"),
        ("anımsatarak", "converb"),
        ("belirttiğine göre", "according_after"),
        ("kaleme aldı", "write"),
    ],
)
def test_turkish_cues_are_verbs_in_all_their_forms(form: str, kind: str) -> None:
    known = grammar("tr")
    assert known is not None
    words = plain(form, "tr").split()
    assert known.cues.at(words, 0) == (kind, len(words))
