"""Who has logged in, as a signed cookie: a name, what their password was stamped with, and a number of its own. Nothing of it is kept here
but which were ended before their time.
"""

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256

from itsdangerous import BadData, URLSafeTimedSerializer

LASTS = 12 * 3600  # seconds
MOST_ENDED = 10_000


@dataclass(frozen=True)
class Session:
    """One login on one device."""

    id: str
    name: str
    stamp: str


class Sessions:
    """Makes, reads and ends sessions. Those that were ended are known until they would have ended anyway, or until the program ends."""

    def __init__(self, secret: str) -> None:
        how = {"digest_method": sha256, "key_derivation": "hmac"}
        self._signer = URLSafeTimedSerializer(secret, salt="reportedly session", signer_kwargs=how)
        self._ended: OrderedDict[str, float] = OrderedDict()

    def start(self, name: str, stamp: str) -> str:
        """The cookie of a new session."""
        return str(self._signer.dumps([secrets.token_hex(16), name, stamp]))

    def read(self, cookie: str) -> Session | None:
        """The session of a cookie; None if it is forged, too old, or was ended."""
        try:
            session = Session(*self._signer.loads(cookie, max_age=LASTS))
        except (BadData, TypeError):
            return None
        return None if session.id in self._ended else session

    def end(self, session: Session) -> None:
        """Log out: the cookie is worth nothing from now on, whoever has it."""
        now = time.time()
        while self._ended and (next(iter(self._ended.values())) < now or len(self._ended) >= MOST_ENDED):
            self._ended.popitem(last=False)
        self._ended[session.id] = now + LASTS
