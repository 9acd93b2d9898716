"""How Scrapy runs our spiders."""

from pathlib import Path
from typing import Any

from scrapy.settings import Settings, default_settings
from scrapy.utils.misc import load_object

from crawlers.agent import USER_AGENT
from crawlers.base import SourceSpider
from crawlers.middlewares import replay

# For `scrapy genspider`, by scrapy.cfg; a crawl has the settings of the function below.
NEWSPIDER_MODULE = "crawlers.spiders"
TEMPLATES_DIR = str(Path(__file__).parent / "templates")

_OURS = "crawlers.middlewares"
_REPLAY_HANDLER = f"{_OURS}.replay.ReplayHandler"
_PUBLIC_HANDLER = f"{_OURS}.addresses.PublicHandler"
_UNUSED = (".OffsiteMiddleware", ".HttpCacheMiddleware")  # of Scrapy's; hosts.py is ours
_SINGLE = (
    *("DUPEFILTER_CLASS", "LOG_FORMATTER", "REQUEST_FINGERPRINTER_CLASS", "ROBOTSTXT_PARSER"),
    *("SCHEDULER", "SCHEDULER_MEMORY_QUEUE", "SCHEDULER_PRIORITY_QUEUE", "STATS_CLASS"),
)
_BASE: dict[str, Any] = {  # Any: as Scrapy types settings
    "REMOTE_CONTROL_ENABLED": False,  # on by default, and runs Python for whoever has its token
    "TELNETCONSOLE_ENABLED": False,
    # What is only switched off is imported all the same: aiohttp, a console, exporters, Amazon.
    "EXTENSIONS_BASE": {"scrapy.extensions.corestats.CoreStats": 0},
    "DOWNLOAD_HANDLERS_BASE": {},
    "WARN_ON_GENERATOR_RETURN_VALUE": False,  # it parses our source at every start
    "LOG_LEVEL": "WARNING",
    "ROBOTSTXT_OBEY": True,
    "CONCURRENT_REQUESTS": 1,  # one thing at a time
    "CONCURRENT_ITEMS": 1,  # our spiders yield none; each allowed costs a task per answer
    "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",  # it drops without a word; we do not
    "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",  # newest first, as listings are
    "DOWNLOAD_TIMEOUT": 30,
    "DOWNLOAD_MAXSIZE": 8 * 1024 * 1024,  # bytes, decoded; our sources' largest feed has 1.1 MB
    "DOWNLOAD_WARNSIZE": 0,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,  # what is kept as evidence came from whom it says
    "RETRY_TIMES": 1,
    "RETRY_HTTP_CODES": [500, 502, 503, 504, 522, 524, 408],  # not 429: that is a wall
    "RETRY_EXCEPTIONS": [  # not time-outs: four of them would use up the crawl
        "scrapy.exceptions.CannotResolveHostError",
        "scrapy.exceptions.DownloadConnectionRefusedError",
        "scrapy.exceptions.DownloadFailedError",
        "scrapy.exceptions.ResponseDataLossError",
    ],
    "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",  # every loss is a drop in the spool
    "REDIRECT_MAX_TIMES": 5,
    "METAREFRESH_ENABLED": False,  # challenges use it, articles reload themselves with it
    "DOWNLOADER_MIDDLEWARES": {
        f"{_OURS}.budget.BudgetMiddleware": 40,
        f"{_OURS}.hosts.HostsMiddleware": 50,
        f"{_OURS}.politeness.PolitenessMiddleware": 90,
        f"{_OURS}.walls.WallsMiddleware": 560,
        f"{_OURS}.archive.ArchiveMiddleware": 570,  # below HttpCompression's 590: bodies decoded
        f"{_OURS}.waiting.WaitingMiddleware": 580,
        f"{_OURS}.robots.RobotsMiddleware": 585,
        f"{_OURS}.gates.GatesMiddleware": 610,  # above Redirect's 600: redirects not followed yet
        f"{_OURS}.patience.PatienceMiddleware": 860,
        f"{_OURS}.clock.ClockMiddleware": 870,
    },
}


def settings(
    spider: type[SourceSpider], replay_url: str | None
) -> dict[str, Any]:  # Any: as above
    """Return Scrapy's settings for one source; against a replay server nobody waits."""
    unused = _UNUSED if spider.cookies else (*_UNUSED, ".CookiesMiddleware")
    own = {
        **_BASE,
        "DOWNLOADER_MIDDLEWARES_BASE": {
            name: order
            for name, order in default_settings.DOWNLOADER_MIDDLEWARES_BASE.items()
            if not name.endswith(unused)
        },
        "USER_AGENT": spider.agent or USER_AGENT,
        "COOKIES_ENABLED": spider.cookies,
        "DOWNLOAD_DELAY": 0 if replay_url else spider.delay.total_seconds(),
    }
    if replay_url:
        own[replay.SETTING] = replay_url
        own["DOWNLOAD_HANDLERS"] = {"http": _REPLAY_HANDLER, "https": _REPLAY_HANDLER}
    else:  # the server that replays is on loopback, and the operator's own wish
        own["DOWNLOAD_HANDLERS"] = {"http": _PUBLIC_HANDLER, "https": _PUBLIC_HANDLER}
        own["TWISTED_DNS_RESOLVER"] = f"{_OURS}.addresses.PublicResolver"
    return own


def import_components() -> None:
    """Import what Scrapy imports once a crawl begins: all that settings name, for any source."""
    all_of = Settings({**_BASE, "COOKIES_ENABLED": True})
    for names in ("DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS"):
        for component in all_of.get_component_priority_dict_with_base(names):
            load_object(component)
    for name in (*_SINGLE, _PUBLIC_HANDLER, _REPLAY_HANDLER):
        load_object(all_of.get(name, name))
