"""Tests of bytes -> Report; `pages` makes the web pages, of invented outlets."""
