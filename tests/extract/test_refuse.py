"""What the model takes for an attribution and the labels do not."""

import pytest

from reportedly.extract.refuse import Find, refuse


@pytest.mark.parametrize("find", [
    Find("seems", sourced=False), Find("is likely to", sourced=False), Find("was"), Find("signed"), Find("obliges"),
    Find("suggesting", source_in_a_cue=True), Find("’s desire", nested=True),
])
def test_refused(find: Find) -> None:
    assert refuse(find)


@pytest.mark.parametrize("find", [
    Find("said"), Find("is expected", sourced=False), Find("appears to believe"), Find("reportedly", sourced=False), Find("’s claim"), Find(":"),
    Find("is accused of", sourced=False), Find("suggesting"),
])
def test_kept(find: Find) -> None:
    assert refuse(find) is None
