"""Statements -> Claims: the same proposition across reports, its origins, its drift. Nothing is here yet; issue by issue it fills."""
