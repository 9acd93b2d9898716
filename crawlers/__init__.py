"""The Scrapy project: one file per source under `spiders/`."""
