"""One module a page: what a request asks, put into words by a template of the same name. Each has a `router`."""
