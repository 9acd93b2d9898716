"""What a search is made of: words as they are typed, inflected and named elsewhere."""
