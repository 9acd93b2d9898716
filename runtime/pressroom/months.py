"""Names of the months as our sites print them."""

from collections.abc import Mapping
from datetime import datetime

_NAMES: Mapping[str, str] = {
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "hy": "Հունվար Փետրվար Մարտ Ապրիլ Մայիս Հունիս Հուլիս Օգոստոս Սեպտեմբեր Հոկտեմբեր"
    " Նոյեմբեր Դեկտեմբեր",
    "ru": "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь",
    "ru_genitive": "января февраля марта апреля мая июня июля августа сентября октября"
    " ноября декабря",
}
MONTHS: Mapping[str, tuple[str, ...]] = {
    language: tuple(names.split()) for language, names in _NAMES.items()
}


def month(moment: datetime, language: str) -> str:
    """Return the name of a moment's month; `ru_genitive` as within a Russian date."""
    return MONTHS[language][moment.month - 1]
