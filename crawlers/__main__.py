"""One crawl of one source, started by hand; whoever crawls forks it from crawlers.zygote."""

import sys

from crawlers.child import main

if __name__ == "__main__":
    sys.exit(main())
