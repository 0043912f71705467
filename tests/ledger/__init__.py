"""The store's tests; `samples` makes what they add."""
