"""The tree of a generated program: what the printer, the interpreter and the reducer share.

A node is an expression or a statement with a `kind` and named fields. A field that is a list of nodes is
a block of statements; one that is a node is a part of the statement or expression.
"""


class Node:
    def __init__(self, kind, **fields):
        self.kind = kind
        self.__dict__.update(fields)

    def fields(self):
        return {name: value for name, value in self.__dict__.items() if name != "kind"}

    def nodes(self):
        """The nodes directly below this one, expressions and statements."""
        for value in self.fields().values():
            if isinstance(value, Node):
                yield value
            elif isinstance(value, list):
                yield from (item for item in value if isinstance(item, Node))


class Bare(list):
    """A block of one statement that is printed without braces, if that statement allows it."""

    KINDS = ("block", "if", "switch", "while", "do", "for", "range", "declare", "expression", "throw", "return", "leave", "goto")

    def alone(self):
        return len(self) == 1 and self[0].kind in self.KINDS


class Function:
    """A coroutine: `result` is int, void or movable; `parameter` is the declaration of one, or None."""

    def __init__(self, name, result, parameter, body):
        self.name, self.result, self.parameter, self.body = name, result, parameter, body


class Program:
    """Functions that call only earlier ones. The last is the entry: it has no parameter and gives int."""

    def __init__(self, number, functions):
        self.number, self.functions = number, functions
