"""The web app: pages for people (pages/), the same by REST (api/), both over one ledger. `app.py` puts them together; start there."""
