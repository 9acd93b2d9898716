"""Text as it is compared: one normal form per script, and the way back to the words. Pure."""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

Span = tuple[int, int]  # offsets of characters, end exclusive

TURKIC = frozenset({"az", "tr"})  # I and i are two letters there: ı I, i İ
COLONS = {"hy": ".․:"}  # marks that words said may stand behind; of the others ":"

_ONE_TO_ONE = {  # each written form -> the one we compare; never changes the length
    "'": "’‘ʼʻ`´ʹ′＇՚‛",
    '"': "“”„‟«»〝〞＂",
    "-": "‐‑‒–−֊",
    " ": "\t\u00a0\u1680\u2002\u2003\u2004\u2005\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "е": "ёЁ",
    "i": "İ",  # its own lower() is two characters
}
_ARABIC_ONE_TO_ONE = {  # Persian and Arabic keyboards, and a hamza that many leave out
    "ی": "يىې",
    "ک": "ك",
    "ه": "ۀة",
    "ا": "أإٱ",
    **{str(digit): chr(0x06F0 + digit) + chr(0x0660 + digit) for digit in range(10)},
}
_REPLACEMENTS, _ARABIC_REPLACEMENTS = (
    tuple((form, to) for to, forms in table.items() for form in forms)
    for table in (_ONE_TO_ONE, _ARABIC_ONE_TO_ONE)
)
_MARKS = "\u0300-\u036f\u0653-\u0655"  # what composes with Latin, Greek, Cyrillic, Arabic letters
JOINER = "\u200c"  # none: what is written apart without a blank, می and روند in می‌روند
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_INVISIBLE = "\u00ad\u061c\u0640\u200b\u200d-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_VOWEL_SIGNS = "\u064b-\u0652\u0670"  # Arabic, written in some editions only
_TRIGGER = re.compile(rf"[{_BREAKS}{_MARKS}{_INVISIBLE}{_VOWEL_SIGNS}և՛՜՞\u200c]")
_TRIGGER_OR_BLANKS = re.compile(rf"{_TRIGGER.pattern}|  ")
_BREAK = re.compile(f"[{_BREAKS}]")
_CLUSTER = re.compile(rf"[^\s{_MARKS}][{_MARKS}]+")
_IRREGULAR = re.compile(
    rf"(?P<space>[ {_BREAKS}]+)"
    rf"|(?P<cluster>{_CLUSTER.pattern})"
    r"|(?P<yew>և)"
    r"|(?P<joiner>\u200c)"
    rf"|(?P<gone>(?<=[Ա-և])[՛՜՞]+|[{_INVISIBLE}{_VOWEL_SIGNS}{_MARKS}]+)"
)
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_BLANK_LINE = re.compile(rf"\n[ \t\r\u00a0]*\n|[{_BREAKS.replace(chr(10), '')}]\n[\r\n]+|\u2029")


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in normal form, with the way back to the offsets of the original."""

    text: str
    starts: tuple[int, ...]  # in the normal text, where it stops being a copy
    pieces: tuple[tuple[int, int, int], ...]  # normal end, original start, original end

    def offset(self, index: int) -> int:
        """Return where the character at `index` of the normal form begins in the original."""
        at = bisect_right(self.starts, index) - 1
        if at < 0:
            return index
        end, original_start, original_end = self.pieces[at]
        return original_start if index < end else original_end + index - end

    def span(self, start: int, end: int) -> Span:
        """Return the original's span of a non-empty span of the normal form."""
        at = bisect_right(self.starts, end - 1) - 1
        if at < 0:
            return start, end
        piece_end, _, original_end = self.pieces[at]
        return self.offset(start), original_end + max(end - piece_end, 0)


def normalise(text: str, language: str) -> Normal:
    """Return the form in which texts of one language are compared.

    Lower case by the language's rule for I; Latin, Cyrillic and Arabic letters composed;
    apostrophes, quotation marks and hyphens unified; և as եւ and the Armenian signs inside
    words gone; ё as е; Arabic letters as Persian writes them, without a hamza over alef, digits
    as ours, the joiner between them a blank; nothing invisible; whitespace a single blank, or a
    line feed between paragraphs.
    """
    plain = _one_to_one(text, language)
    parts: list[str] = []
    starts: list[int] = []
    pieces: list[tuple[int, int, int]] = []
    copied = length = 0
    for start, end, form in _irregular(plain, text, language):
        parts += (plain[copied:start], form)
        length += start - copied
        starts.append(length)
        length += len(form)
        pieces.append((length, start, end))
        copied = end
    parts.append(plain[copied:])
    lower = "".join(parts).lower()
    if "եվ" in lower:  # capitals write և as ԵՎ, the reformed spelling of Europe as եվ
        lower = lower.replace("եվ", "եւ")
    return Normal(lower, tuple(starts), tuple(pieces))


def _irregular(plain: str, text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and normal form of what does not keep its length.

    One class of single characters is searched, because that is thirty times faster than the
    alternatives; what a hit belongs to is then looked at where it stands.
    """
    breaks = _BLANK_LINE if _BLANK_LINE.search(text) else _BREAK
    done = 0
    for hit in (_TRIGGER_OR_BLANKS if "  " in plain else _TRIGGER).finditer(plain):
        start = hit.start()
        if start < done:
            continue
        if _BREAK.match(plain, start):
            start -= len(plain[done:start]) - len(plain[done:start].rstrip(" "))
        elif start > done and _CLUSTER.match(plain, start - 1):
            start -= 1
        match = _IRREGULAR.match(plain, start)
        if match is None:  # an Armenian sign on its own
            continue
        done = match.end()
        if match.lastgroup == "space":
            form = "\n" if breaks.search(text, start, done) else " "
        elif match.lastgroup == "cluster":
            composed = unicodedata.normalize("NFC", text[start:done])
            form = re.sub(f"[{_MARKS}]", "", _one_to_one(composed, language))
        elif match.lastgroup == "yew":
            form = "եւ"
        elif match.lastgroup == "joiner":
            arabic = _ARABIC.match(plain, done) and start and _ARABIC.match(plain, start - 1)
            form = " " if arabic else ""
        else:
            form = ""
        yield start, done, form


def _one_to_one(text: str, language: str) -> str:
    if language in TURKIC:
        text = text.replace("I", "ı")
    if text.isascii():
        return text.replace("\t", " ").replace("`", "'")
    replacements = _REPLACEMENTS
    if _ARABIC.search(text):
        replacements += _ARABIC_REPLACEMENTS
    for form, to in replacements:
        if form in text:
            text = text.replace(form, to)
    return text


_FOLD = str.maketrans("əƏıİşŞçÇğĞöÖüÜâÂîÎ", "eEiIsScCgGoOuUaAiI")


def folded(text: str) -> str:
    """Return an Azerbaijani or Turkish text as typed in plain ASCII; no offset moves."""
    return text.translate(_FOLD)


_PLAIN = str.maketrans(
    {"ə": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"}
)
_PLAIN |= {  # é, ş, ǧ: a plain letter and its marks
    code: parts[0]
    for code in (*range(0xDF, 0x250), *range(0x1E00, 0x1F00))
    if (parts := unicodedata.normalize("NFD", chr(code)))[0].isascii() and len(parts) > 1
}


def plain_letters(word: str) -> str:
    """Return a word in small letters as keyboards type it that have plain Latin letters only."""
    return word if word.isascii() else word.translate(_PLAIN)


# What stands within a word and is no letter of it: marks, what nobody sees, the joiner
SIGNS = f"՛՜՞{_MARKS}{_INVISIBLE}{_VOWEL_SIGNS}{JOINER}"
_LEFT_OUT = re.compile(rf"(?<=[Ա-և])[՛՜՞]+|[{_INVISIBLE}{_VOWEL_SIGNS}]+")
_LOOSE_JOINER = re.compile(
    rf"(?<![\u0600-\u06ff{JOINER}]){JOINER}++|{JOINER}++(?![\u0600-\u06ff])"
)


def bare(text: str) -> str:
    """Return a text composed, without the signs within words; the joiner stays in Arabic ones."""
    composed = unicodedata.normalize("NFC", _LEFT_OUT.sub("", text))
    composed = re.sub(f"[{_MARKS}]", "", composed)
    return _LOOSE_JOINER.sub("", composed)


def paragraphs(text: str) -> list[Span]:
    """Return the spans of a text's paragraphs, without outer whitespace.

    They are parted by blank lines; a text without any is parted by its line breaks.
    """
    if len(text.splitlines()) == 1:  # as most are that are asked, and no search is as quick
        return [span] if (span := _trimmed(text, 0, len(text)))[0] < span[1] else []
    breaks = _BLANK_LINE if _BLANK_LINE.search(text) else _BREAK
    edges = [0, *(edge for match in breaks.finditer(text) for edge in match.span()), len(text)]
    spans = (
        _trimmed(text, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)
    )
    return [span for span in spans if span[0] < span[1]]


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


_ENDS = ".!?…。؟։"
_SENTENCE_END = re.compile(  # it begins with a set, which is found quickly
    rf"[{_ENDS}:](?:(?<=[{_ENDS}])(?<![{_ENDS}]{{2}})[{_ENDS}]*|(?<=[ա-և»՝]:))"
    r"(?:[»”\"’')\]]|[ \u00a0\u202f]»)*\s+(?=\S)"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«“\"'’.-])(?:[^\W\d_]|mr|mrs|ms|dr|st|prof|gen|col|lt|sen|gov|rep|no|vs|art"
    r"|mm|mme|mlle|me|av|cf|p|pp"
    r"|тов|им|ул|тыс|млн|млрд|стр|гг|др|пр|ст|см"
    r"|թթ|հզ|մլն|մլրд|տես|cən|sm|və s|bkz|doç|yrd)$",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?:^|\s)(?:jan|feb|aug|sept?|oct|nov|dec)$", re.IGNORECASE)  # Sept. 27
_OPENS = re.compile(  # English, for an abbreviation or a day may end a sentence: at 5 p.m. He
    r"(?:The|A|An|He|She|It|They|We|There|This|That|These|In|On|At|But|His|Her|Its|Their|No|Both"
    r"|Earlier|Later|Meanwhile|However)\s"
)
_OF_DAY = re.compile(  # and is followed by words in marks: at 5 p.m. "We ..."
    r"(?:\s[ap]\.m|(?:January|February|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember"
    r"|October|(?:Sept?|Jan|Feb|Aug|Oct|Nov|Dec)\.)\s\d{1,2})$"
)
_QUOTES = '"“'


def sentences(text: str) -> list[Span]:
    """Return the spans of a text's sentences, each within a paragraph; good enough to show."""
    spans: list[Span] = []
    for start, end in paragraphs(text):
        edges = [start]
        edges += (
            match.end()
            for match in _SENTENCE_END.finditer(text, start, end)
            if _ends_sentence(text, match)
        )
        spans += (_trimmed(text, one, two) for one, two in pairwise([*edges, end]))
    return [span for span in spans if span[0] < span[1]]


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Return whether a full stop ends the sentence, rather than an abbreviation or a number."""
    following = text[match.end()]
    if following in "—–-" or (following.islower() and script(following) != "georgian"):
        return False
    if text[match.start()] != "." or match.group().rstrip() != ".":
        return True
    before = text[max(match.start() - 13, 0) : match.start()]
    if (following in _QUOTES and _OF_DAY.search(before)) or _is_opened(text, match):
        return True
    before = before[-8:]
    if following.isdigit() and _MONTH.search(before):
        return False
    if before[-1:].isdigit() and (following.isdigit() or len(before.split()[-1]) < 3):  # noqa: PLR2004  a day: "3. Mai", "2. Karabağ"
        return False
    return not _ABBREVIATION.search(before)


def _is_opened(text: str, match: re.Match[str]) -> bool:
    """Return whether an English sentence opens behind what may be an abbreviation: U.S. He said.

    A title before a name is one in any case: Mr. He.
    """
    if not _OPENS.match(text, match.end()):
        return False
    before = text[max(match.start() - 5, 0) : match.start()]
    return before[-1:].isdigit() or before[-2:-1] == "."


_QUOTATION_MARK = re.compile(r"[«»“”„‟\"]")
_CLOSES = {"«": "»", "“": "”", "„": "“”", "‟": "”", '"': '"', "”": "”"}


def quotations(text: str) -> list[Span]:
    """Return the spans between quotation marks, outermost only, paragraph by paragraph.

    A mark left open reaches to the end of its paragraph; a closing one without its opening
    is passed over, so an odd number of marks costs nothing beyond its own paragraph.
    """
    spans: list[Span] = []
    if not _QUOTATION_MARK.search(text):
        return spans
    for start, end in paragraphs(text):
        opened, depth, inside = "", 0, start
        for match in _QUOTATION_MARK.finditer(text, start, end):
            mark = match.group()
            if not opened:
                opens = mark != "»" and (mark != "”" or _begins_word(text, match))
                if opens and match.end() < end:
                    opened, depth, inside = mark, 1, match.end()
            elif mark in _CLOSES[opened]:
                depth -= 1
                if depth == 0:
                    spans.append((inside, match.start()))
                    opened = ""
            elif mark == opened == "«":
                depth += 1
        if opened:
            spans.append((inside, end))
    return spans


def _begins_word(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    return (start == 0 or text[start - 1].isspace()) and text[end : end + 1].isalpha()


_WORD = re.compile(r"[^\W\d_]+")


def has_quotation(text: str, *, words: int = 4) -> bool:
    """Return whether so many words stand between quotation marks somewhere in the text."""
    return any(len(_WORD.findall(text, *span)) >= words for span in quotations(text))


_ASKED = re.compile(r"^\s*[-–—]\s[^\n]*[?՞]|[?]\s*[–—]\s", re.MULTILINE)


def has_dialogue(text: str, *, questions: int = 2) -> bool:
    """Return whether so many questions stand behind a dash, or before one and its answer."""
    return len(_ASKED.findall(text)) >= questions


_SCRIPTS = (  # first and last code point, script
    (0x0041, 0x024F, "latin"),
    (0x0259, 0x0259, "latin"),  # ə; its capital is in the range above
    (0x0250, 0x02FF, "other"),
    (0x0370, 0x03FF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0531, 0x058A, "armenian"),
    (0x0590, 0x05FF, "hebrew"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0x0900, 0x097F, "devanagari"),
    (0x10A0, 0x10FF, "georgian"),
    (0x1C90, 0x1CBF, "georgian"),
    (0x1E00, 0x1EFF, "latin"),
    (0x1F00, 0x1FFF, "greek"),
    (0x2D00, 0x2D2F, "georgian"),
    (0x3040, 0x30FF, "kana"),
    (0x3400, 0x9FFF, "han"),
    (0xAC00, 0xD7AF, "hangul"),
    (0xFB13, 0xFB17, "armenian"),
    (0xFB50, 0xFDFF, "arabic"),
    (0xFE70, 0xFEFC, "arabic"),
)


@lru_cache(maxsize=4096)
def script(letter: str) -> str | None:
    """Return the script of a letter, None for what is no letter."""
    if not letter.isalpha():
        return None
    code = ord(letter)
    return next((name for first, last, name in _SCRIPTS if first <= code <= last), "other")


def script_counts(text: str) -> Counter[str]:
    """Return how many letters of each script a text has."""
    counts: dict[str, int] = {}  # a Counter asks twice as long for what it does not have yet
    for letter, count in Counter(text).items():
        name = script(letter)
        if name:
            counts[name] = counts.get(name, 0) + count
    return Counter(counts)
