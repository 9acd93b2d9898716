"""The catalogue and the declarations."""

import subprocess
import sys
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest

from crawlers import catalog
from crawlers.declaration import Declaration
from crawlers.past import Days, Pages, Past, Sitemap
from pipeline.errors import CallError, DeclarationError

SPIDERS = Path(catalog.__file__).parent / "spiders"
EVERY = (*catalog.names(), *catalog.archives(), catalog.MANUAL)


def files(folder: Path) -> list[str]:
    """Return the names of the files of sources: a country before their outlet, or `int`."""
    return sorted(
        one.stem
        for one in folder.glob("*.py")
        if one.stem.find("_") == 2 or one.stem.startswith("int_")
    )


def test_names_are_those_of_the_files_and_cost_no_scrapy() -> None:
    code = (
        "import sys; from crawlers import catalog; print(catalog.names(), 'scrapy' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  ours
    assert said.stdout.strip() == f"{tuple(files(SPIDERS))} False"


def test_what_ended_is_known_but_not_among_the_names() -> None:
    ended = files(SPIDERS / "archive")
    assert list(catalog.archives()) == ended
    assert set(ended).isdisjoint(catalog.names())
    found = catalog.declarations()
    assert {name for name, one in found.items() if one.archive} == set(ended)
    assert not any(catalog.spider(name).series() for name in ended)


def test_who_has_a_way_back_is_told_from_the_files_alone() -> None:
    known = (*catalog.names(), *catalog.archives())
    assert list(catalog.reaching_back()) == sorted(one for one in known if catalog.ways(one))


def test_every_source_declares_itself_right() -> None:
    found = catalog.declarations()
    assert tuple(found) == EVERY
    for name in catalog.names():
        series = catalog.spider(name).series()
        by_mail = {one.language for one in found[name].subscriptions}
        assert {one.language for one in series} | by_mail == set(found[name].languages)


@pytest.mark.parametrize(
    ("language", "way", "said"),
    [
        ("xx", Sitemap("https://www.mfa.am/sitemap.xml"), "'xx' is none of its languages"),
        ("en", Sitemap("https://elsewhere.example/sitemap.xml"), "is on none of its hosts"),
        ("en", Sitemap("https://mfa.am/sitemap.xml?{page}"), "which has neither pages nor days"),
        ("en", Pages("https://mfa.am/old"), "has neither {page} nor {index}"),
        ("en", Pages("https://mfa.am/%Y/{page}"), "declare it as Days"),
        ("en", Days("https://mfa.am/%Y/%B/"), "has not %Y, %m and, of days, %d"),
        ("en", Days("https://mfa.am/%Y/%m/%D0%B0/"), "nothing else with %"),
    ],
)
def test_a_wrong_archive_is_refused_with_file_and_attribute(
    language: str, way: Past, said: str
) -> None:
    right = catalog.spider("am_mfa").declaration()
    with pytest.raises(
        DeclarationError, match=r"crawlers/spiders/am_mfa\.py: archives: "
    ) as wrong:
        replace(right, archives={language: (way,)})
    assert said in str(wrong.value)


def test_the_press_has_an_owner_with_a_source_or_none_is_named() -> None:
    right = catalog.spider("am_civilnet").declaration()
    for wrong in ({"ownership": ""}, {"ownership_source": " "}):
        with pytest.raises(DeclarationError, match="ownership: it goes with its source"):
            replace(right, **wrong)
    assert replace(right, ownership="", ownership_source="").ownership == ""


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("title", " "), ("country", "Armenia"), ("party", "The Party"), ("party", None),
        ("kind", "blog"), ("tier", 9), ("rights", "all"), ("languages", ("armenian",)),
        ("timezone", "Yerevan"), ("timezone", "../x"), ("cadence", timedelta(0)),
        ("hosts", ("https://x",)), ("user_agent", " "), ("genre", "novel"),
    ],
)  # fmt: skip
def test_a_wrong_declaration_names_file_and_attribute(attribute: str, value: object) -> None:
    right = catalog.spider("am_mfa").declaration()
    with pytest.raises(DeclarationError, match=rf"crawlers/spiders/am_mfa\.py: {attribute}: "):
        replace(right, **{attribute: value})


def test_a_class_states_its_facts_in_the_order_of_the_base() -> None:
    order = [field.name for field in fields(Declaration)]
    for name in EVERY:
        stated = [one for one in vars(catalog.spider(name)) if one in order]
        assert stated == sorted(stated, key=order.index)


@pytest.mark.parametrize("name", catalog.names())
def test_an_international_body_has_no_country_and_any_other_source_its_own(name: str) -> None:
    country = catalog.spider(name).country
    assert country is None if name.startswith("int_") else name.startswith(f"{country}_")


def test_an_unknown_source_is_a_wrong_call() -> None:
    with pytest.raises(CallError, match="'zz_none' is unknown; known: "):
        catalog.spider("zz_none")


def test_file_and_class_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog.spider("am_mfa"), "name", "am_other")
    with pytest.raises(DeclarationError, match="class AmMfaSpider with name 'am_mfa'"):
        catalog.spider("am_mfa")
