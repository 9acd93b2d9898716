"""From item to delivery. Knows neither Scrapy nor Airflow."""
