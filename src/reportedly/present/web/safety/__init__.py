"""Who may see and do what, and what no request may do: accounts, sessions, tokens of forms, names, limits, headers. `guard.py` ties them."""
