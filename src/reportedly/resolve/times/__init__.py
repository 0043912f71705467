"""Times: every expression of a report that says when, as a half-open interval with its grain.

`Calendar` finds them once, in the order of the text; each is read against the day of publication, the tense of its verb
(or the caller's lean), and the times told before it. Bounds (*by*, *since*, *as early as*), parts (*late*, *first half of*)
and ranges (*from … to*) are built on the expressions of `points`.
"""

from reportedly.resolve.times.calendar import Calendar

__all__ = ["Calendar"]
