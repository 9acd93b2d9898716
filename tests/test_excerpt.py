"""What one page may show of a document: all, two sentences wherever they stand, or nothing."""

from pipeline.excerpt import Allowance

BODY = "One thing is so. Another is not. A third is open."
WHOLE = (0, len(BODY))


def words(allowance: Allowance, rights: str, span: tuple[int, int], body: str = BODY) -> list[str]:
    return [body[a:b] for a, b in allowance.of(7, rights, body, span)]


def test_all_of_it_two_sentences_or_nothing() -> None:
    assert words(Allowance(), "full", WHOLE) == [BODY]
    assert words(Allowance(), "excerpt", WHOLE) == ["One thing is so.", "Another is not."]
    assert words(Allowance(), "link", WHOLE) == []


def test_two_sentences_are_two_wherever_a_page_shows_them() -> None:
    allowance = Allowance()
    third = BODY.index("A third")
    assert words(allowance, "excerpt", (third + 2, third + 7)) == ["third"]
    assert words(allowance, "excerpt", WHOLE) == ["One thing is so.", "A third is open."]
    assert words(allowance, "excerpt", (20, 30)) == []


def test_a_sentence_of_an_earlier_version_is_the_same_while_its_words_are() -> None:
    allowance = Allowance()
    words(allowance, "excerpt", WHOLE)
    earlier = f"Before. {BODY}"
    assert words(allowance, "excerpt", (0, len(earlier)), earlier) == [
        "One thing is so.", "Another is not.",
    ]  # fmt: skip


def test_each_document_has_its_own() -> None:
    allowance = Allowance()
    words(allowance, "excerpt", WHOLE)
    assert allowance.of(8, "excerpt", BODY, WHOLE) == [(0, 16), (17, 32)]
