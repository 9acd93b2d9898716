"""What stands between the spiders and the sites, one purpose each."""
