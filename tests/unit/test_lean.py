"""Our frozen values behave as the standard library's, method by method."""

import copy
import dataclasses
import inspect
import pickle
from dataclasses import FrozenInstanceError, field
from typing import Generic, TypeVar, get_type_hints

import pytest

from pacdesk.desk.lean import dataclass as lean

T = TypeVar("T")


def made_by(dataclass):
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Base(Generic[T]):
        """Has an id of its own."""

        id: int = field(default_factory=lambda: 7)

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Child(Base[str]):
        name: str
        tags: tuple = ()

    @dataclass(frozen=True, slots=True)
    class Row:
        place: int
        word: str = "a"
        secret: str = field(default="s", repr=False)
        noise: int = field(default=0, compare=False)
        fixed: list = field(default_factory=list, init=False, hash=False)

        @property
        def double(self):
            return self.place * 2

    @dataclass(frozen=True, slots=True)
    class Checked:
        size: int

        def __post_init__(self):
            if self.size < 0:
                raise ValueError(self.size)

    @dataclass(frozen=True, slots=True)
    class Same:  # noqa: PLW1641  (its hash is what is asked)
        size: int

        def __eq__(self, other):
            return True

    @dataclass(frozen=True, slots=True)
    class Empty:
        pass

    return {kind.__name__: kind for kind in (Base, Child, Row, Checked, Same, Empty)}


OURS, THEIRS = made_by(lean), made_by(dataclasses.dataclass)
CALLS = [
    ("Base", (), {}),
    ("Base", (), {"id": 3}),
    ("Base", (3,), {}),
    ("Child", (), {"name": "x"}),
    ("Child", (), {}),
    ("Child", (), {"name": "x", "id": 1, "tags": (1,)}),
    ("Row", (), {}),
    ("Row", (4,), {}),
    ("Row", (4, "b", "t"), {"noise": 5}),
    ("Row", (4,), {"fixed": []}),
    ("Row", (4,), {"other": 1}),
    ("Checked", (1,), {}),
    ("Checked", (-1,), {}),
    ("Same", (2,), {}),
    ("Empty", (), {}),
]


@pytest.mark.parametrize(("name", "given", "named"), CALLS)
def test_a_value_is_made_told_and_refused_as_by_the_library(name, given, named):
    outcomes = []
    for kinds in (OURS, THEIRS):
        try:
            made = kinds[name](*given, **named)
        except (TypeError, ValueError) as error:
            outcomes.append((type(error), str(error)))
        else:
            outcomes.append((repr(made), dataclasses.asdict(made), type(made).__match_args__))
    assert outcomes[0] == outcomes[1]


@pytest.mark.parametrize("kinds", [OURS, THEIRS], ids=["ours", "theirs"])
def test_equality_hash_copies_and_frozenness(kinds):
    row, same, other = kinds["Row"](1), kinds["Row"](1, noise=9), kinds["Row"](2)
    assert row == same
    assert hash(row) == hash(same)
    assert row != other
    assert row != (1, "a", "s", [])
    assert row.__eq__(1) is NotImplemented
    assert row.double == 2
    assert len({row, same, other}) == 2
    assert kinds["Empty"]() == kinds["Empty"]()
    assert hash(kinds["Empty"]()) == hash(kinds["Empty"]())
    assert kinds["Same"](1) == kinds["Same"](2)
    assert isinstance(hash(kinds["Same"](1)), int)
    assert dataclasses.replace(row, place=5) == kinds["Row"](5)
    assert copy.copy(other) == copy.deepcopy(other) == other
    assert kinds["Base"](id=1) != kinds["Child"](id=1, name="x")
    for act in (lambda: setattr(row, "place", 2), lambda: delattr(row, "place")):
        with pytest.raises(FrozenInstanceError):
            act()
    assert not hasattr(row, "__dict__")
    assert dataclasses.is_dataclass(row)


@lean(frozen=True, slots=True)
class Known:
    """By a name that a pickle finds."""

    size: int


class Wider(Known):
    """Without a decorator of its own, and with an `__init__` that calls the one above."""

    __slots__ = ()

    def __init__(self):
        super().__init__(3)


def test_a_plain_class_below_and_a_pickle():
    assert Wider().size == 3
    assert Wider() == Wider()
    assert pickle.loads(pickle.dumps(Known(2))) == Known(2)  # noqa: S301  (our own bytes)


def test_a_library_s_class_stands_below_ours_and_ours_below_it():
    @dataclasses.dataclass(frozen=True, slots=True)
    class Library(Known):
        more: int = 0

    @lean(frozen=True, slots=True)
    class Ours(Library):
        most: int = 0

    assert dataclasses.astuple(Ours(1, 2, 3)) == (1, 2, 3)
    assert Library(1, 2) != Ours(1, 2)


def test_its_signature_can_be_read_before_the_first_is_made():
    kinds = made_by(lean), made_by(dataclasses.dataclass)
    ours, theirs = ({name: str(inspect.signature(kind)) for name, kind in some.items()} for some in kinds)
    assert ours.keys() == theirs.keys()
    assert ours["Checked"] == theirs["Checked"] == "(size: int) -> None"
    hints = get_type_hints(kinds[0]["Row"].__init__)
    assert hints == get_type_hints(kinds[1]["Row"].__init__)


def test_other_options_are_the_library_s_own():
    @lean(slots=True)
    class Open:
        size: int = 0

    @lean(frozen=True, slots=True, order=True)
    class Ordered:
        size: int

    opened = Open()
    opened.size = 4
    assert opened == Open(4)
    assert Ordered(1) < Ordered(2)
