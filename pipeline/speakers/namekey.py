"""One key for a name however it is spelled: Mirzoyan, Միրզոյան, Мирзоян, Mirzoïan. Pure.

A name is read into Latin letters, then what its spellings disagree on is folded: `k`, `g`, `q`,
`kh`, `gh` are one consonant, `sh`, `ch`, `zh`, `j` another, `v`, `w`, `f` a third; `h` is nothing;
`a` and `e` are one vowel, `o` and `u` another, `i` and `y` a third that is nothing before them;
nothing is doubled. Of Arabic letters, which hardly write vowels, the consonants are the key.

Readings after: Armenian BGN/PCGN 1981, Russian BGN/PCGN 1947, Georgian national system of 2002,
Persian and Arabic BGN/PCGN 1958 and 1956 (consonants only: vowels are hardly written), the
alphabets of Azerbaijani of 1992 and of Turkish of 1928; French and German as their press writes
these names (Pachinian, Alijew).
"""

import re
import unicodedata
from functools import lru_cache
from itertools import product

from pipeline.text import script

LEAST = 3  # symbols, below which a key would be everybody's

_ARMENIAN = (
    "ու=u և=ev եւ=ev եվ=ev ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=e թ=t ժ=S ի=i լ=l խ=k ծ=C կ=k հ=h ձ=z ղ=k"
    " ճ=S մ=m յ=y ն=n շ=S ո=o չ=S պ=p ջ=S ռ=r ս=s վ=v տ=t ր=r ց=C ւ=v փ=p ք=k օ=o ֆ=f"
)
_CYRILLIC = (
    "дж=S тч=S оу=u а=a б=b в=v г=G д=d е=e ё=e ж=S з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s"
    " т=t у=u ф=f х=G ц=C ч=S ш=S щ=S ъ= ы=i ь= э=e ю=yu я=ya"
    " є=e і=i ї=i ґ=k ђ=S ј=y љ=l њ=n ћ=S џ=S ә=a ғ=k қ=k ң=n ө=o ү=u ұ=u һ=h ҹ=S ҝ=k"
)
_GEORGIAN = (
    "ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=S რ=r ს=s ტ=t უ=u ფ=p ქ=k ღ=k"
    " ყ=k შ=S ჩ=S ც=C ძ=z წ=C ჭ=S ხ=k ჯ=S ჰ=h"
)
_ARABIC = (  # و is v or no consonant, the short vowels are not written
    "ب=b پ=p ت=t ث=s ج=S چ=S ح=h خ=k د=d ذ=z ر=r ز=z ژ=S س=s ش=S ص=s ض=z ط=t ظ=z غ=k ف=f ق=k ک=k"
    " ك=k گ=k ل=l م=m ن=n و=W ه=h ة= ا= آ= أ= إ= ع= ی= ي= ى= ئ= ء="
)
_LATIN = (
    "tsch=S sch=S tch=S dsch=S dzh=S dj=S sh=S ch=S zh=S kh=k gh=k ph=f th=t ts=C tz=C ck=k ou=u "
    "oo=u qu=k x=ks j=S c=k q=k w=v å=o æ=e ø=o ß=s ł=l đ=d ş=S ç=S š=S č=S ž=S ğ=k ə=a ı=i"
)
_TURKIC = "sh=S ch=S kh=k gh=k c=S ç=S ş=S j=S x=k q=k ğ=k ə=a ı=i w=v"
_GERMAN = "tsch=S dsch=S sch=S ch=k tz=C ts=C z=C j=y w=v ß=s ph=f th=t ck=k qu=k x=ks c=k q=k"


Reading = tuple[re.Pattern[str], dict[str, str]]  # what finds letters; what each is read as


def _reading(letters: str) -> Reading:
    read = dict(pair.split("=") for pair in letters.split())
    return re.compile("|".join(sorted(read, key=len, reverse=True))), read


_OTHER_SCRIPTS = {
    "armenian": _reading(_ARMENIAN),
    "cyrillic": _reading(_CYRILLIC),
    "georgian": _reading(_GEORGIAN),
    "arabic": _reading(_ARABIC),
}
_TURKIC_READING, _GERMAN_READING, _LATIN_READING = map(_reading, (_TURKIC, _GERMAN, _LATIN))
_BY_LANGUAGE = {"az": _TURKIC_READING, "tr": _TURKIC_READING, "de": _GERMAN_READING}
_AMBIGUOUS = {"G": ("k", ""), "W": ("v", "")}  # Гейдар is Heydar, Гарабаг Karabakh
_CLASSES = str.maketrans("egqfwoy", "akkvvui", "h")
_MARKS = re.compile("[\u0300-\u036f]")
_INITIAL_VO = re.compile("^ո(?!ւ)")
_GLIDE = re.compile("i+(?=[au])")
_DOUBLE = re.compile(r"(.)\1+")
_V = re.compile("v+")
_VOWELS = re.compile("[aiu]")
_SYMBOLS = frozenset("abcdiklmnprstuvzCS")


@lru_cache(maxsize=1 << 15)
def keys(word: str, language: str) -> frozenset[str]:
    """Return the keys of a name as a text of a language writes it; none when it is too short.

    A key of Arabic letters begins with `=`, for it has no vowels.
    """
    return _keys(word, (_BY_LANGUAGE.get(language, _LATIN_READING),))


@lru_cache(maxsize=1024)
def sought(word: str) -> frozenset[str]:
    """Return every key under which a name of a query may be found, in texts of any language."""
    found = _keys(word, (_LATIN_READING, _TURKIC_READING, _GERMAN_READING))
    bare = {_skeleton(key) for key in found if key[0] != "="}
    return found | {f"={key}" for key in bare if len(key) >= LEAST}


def _keys(word: str, latin: tuple[Reading, ...]) -> frozenset[str]:
    plain = word.lower()
    of = script(plain[0])
    if of in _OTHER_SCRIPTS:
        readings: tuple[Reading, ...] = (_OTHER_SCRIPTS[of],)
        plain = _INITIAL_VO.sub("վո", plain).removesuffix("ი")  # Georgian's nominative
    else:
        readings = latin
    found = {
        key for reading in readings for key in _folded(_read(plain, reading), bare=of == "arabic")
    }
    if of == "arabic":
        bare = set(map(_skeleton, found))
        return frozenset(f"={key}" for key in bare if len(key) >= LEAST)
    return frozenset(key for key in found if len(key) >= LEAST)


def _skeleton(key: str) -> str:
    """Return the consonants of a key; و before ف is the vowel of it."""
    return _V.sub("v", _VOWELS.sub("", key))


def _read(word: str, reading: Reading) -> str:
    """Return a word in the letters of the keys; what is neither read nor plain Latin is gone."""
    pattern, read = reading
    latin = pattern.sub(lambda found: read[found[0]], word)
    return _MARKS.sub("", unicodedata.normalize("NFD", latin))


def _folded(latin: str, *, bare: bool) -> set[str]:
    """Return the keys a reading makes, one for each way its ambiguous consonants may be meant.

    `bare`: of letters that stand for consonants alone, two of them are two.
    """
    letters = set(latin) & set(_AMBIGUOUS)
    found = set()
    for meant in product(*(_AMBIGUOUS[letter] for letter in letters)):
        one = latin
        for letter, to in zip(letters, meant, strict=True):
            one = one.replace(letter, to)
        one = one.translate(_CLASSES)
        if not bare:
            one = _DOUBLE.sub(r"\1", _GLIDE.sub("", _DOUBLE.sub(r"\1", one)))
        found.add("".join(filter(_SYMBOLS.__contains__, one)))
    return found
