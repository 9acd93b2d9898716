"""What makes Veille run on one machine."""
