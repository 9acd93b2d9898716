"""The templates of `scrapy genspider`: what they make says itself what is still to be told."""

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import crawlers
from pipeline.errors import DeclarationError

ROOT = Path(crawlers.__file__).parent.parent
TEMPLATES = sorted(one.stem for one in (ROOT / "crawlers/templates/spiders").glob("*.tmpl"))
FACTS = {
    "title": "Example", "country": "zz", "kind": "press", "languages": ("en",), "timezone": "UTC",
}  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_makes_a_source_of_our_base(
    template: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / f"made_{template}"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    command = [sys.executable, "-m", "scrapy", "genspider", "-t", template]
    command += ["--set", f"NEWSPIDER_MODULE={package.name}", "zz_example", "example.org"]
    made = subprocess.run(  # noqa: S603  ours
        command, cwd=ROOT, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(tmp_path)])},
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    spider = import_module(f"{package.name}.zz_example").ZzExampleSpider
    for name, value in FACTS.items():
        with pytest.raises(DeclarationError, match=rf"zz_example\.py: {name}: "):
            spider.declaration()
        setattr(spider, name, value)
    assert spider.declaration().hosts == ("example.org",)
    assert (
        spider.canonical("https://www.example.org/en/news/7/") == "https://example.org/en/news/7/"
    )
    assert [one.language for one in spider.series()] == ["en"]
    text = (package / "zz_example.py").read_text(encoding="utf-8")
    assert not re.search(r"\$\w", text)
