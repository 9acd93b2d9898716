"""The public pages: subscribing, choosing, unsubscribing."""
