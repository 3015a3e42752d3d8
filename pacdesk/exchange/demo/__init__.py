"""Example data: a whole desk of its own, with no real person or company in it (interface.md, row 3).

`plans` decides what happens (pure, seeded), `stock` makes the `things` it happens to, `playing` does it by
ordinary commands, `bulk` writes further tickets past them when thousands are wanted, `papers` draws
what is attached. The same seed, number and moment give the same people, numbers and texts.
"""

from pacdesk.exchange.demo.maker import Made, make

__all__ = ["Made", "make"]
