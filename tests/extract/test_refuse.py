"""What the model takes for an attribution and the labels do not."""

import pytest

from reportedly.extract.refuse import Find, refuse


@pytest.mark.parametrize("find", [
    Find("seems", sourced=False), Find("is likely to", sourced=False), Find("was"), Find("signed"), Find("obliges"),
    Find("suggesting", source_in_a_cue=True), Find("suggesting", "any reports", nested=True), Find("’s desire", nested=True),
    Find("upheld"), Find("has not been confirmed", sourced=False), Find("no sign of", sourced=False),
    Find("is unclear", sourced=False), Find("earlier forecast", "an"), Find("were fears", "There"),
])
def test_refused(find: Find) -> None:
    assert refuse(find)


@pytest.mark.parametrize("find", [
    Find("said"), Find("is expected", sourced=False), Find("appears to believe"), Find("reportedly", sourced=False), Find("’s claim"), Find(":"),
    Find("is accused of", sourced=False), Find("suggesting"), Find("suggesting", "two reports", nested=True),
    Find("has not confirmed"), Find("has seen no sign of"), Find("is not expected", sourced=False), Find("is known as", sourced=False),
])
def test_kept(find: Find) -> None:
    assert refuse(find) is None
