"""What changes after a text was read: looked at again, compared, moved, taken away."""
