"""What a desk refuses with, for tests."""

from collections.abc import Callable

import pytest

from pacdesk.errors import Invalid, UserError


def refused(call: Callable[[], object], kind: type[UserError] = Invalid) -> list[str]:
    """The codes of a refusal of that kind: one a problem, else its own."""
    with pytest.raises(kind) as caught:
        call()
    return [problem.code for problem in getattr(caught.value, "problems", ())] or [caught.value.code]
