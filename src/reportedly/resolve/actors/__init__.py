"""Who is named: actors and sources as entities of a register, and what a text tells of those it does not name."""

from reportedly.resolve.actors.actors import actors, everyone, within
from reportedly.resolve.actors.anonymity import anonymity
from reportedly.resolve.actors.register import Entry, Register, entity, outlet_country

__all__ = ["Entry", "Register", "actors", "anonymity", "entity", "everyone", "outlet_country", "within"]
