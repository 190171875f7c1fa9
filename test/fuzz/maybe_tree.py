"""The tree of a generated maybe-async program: its text in pieces, so that a reducer can cut it.

A node is made of strings, nodes and blocks. Its `type` says what may stand in its place: a type of C++ for an
expression, "statement", "function", or "optional" for what can go away.
"""

import copy

# What an expression of a type is at its shortest.
SIMPLE = {"int": "1", "bool": "true", "token": 'token("z")', "bundle": 'bundle{1, token("z")}'}


class Node:
    def __init__(self, type, *parts):
        self.type, self.parts = type, list(parts)

    def text(self, depth=0):
        return "".join(p if isinstance(p, str) else p.text(depth) for p in self.parts)

    def below(self):
        for part in self.parts:
            if not isinstance(part, str):
                yield part
                yield from part.below()


class Block(Node):
    """Statements in braces."""

    def __init__(self, statements):
        super().__init__("block", *statements)

    def text(self, depth=0):
        inner = "  " * (depth + 1)
        lines = "".join(f"{inner}{s.text(depth + 1)}\n" for s in self.parts)
        return "{\n" + lines + "  " * depth + "}"


class Program:
    """Classes and functions at namespace scope: the last one is the entry."""

    def __init__(self, number, functions):
        self.number, self.functions = number, functions

    def text(self):
        inside = "\n".join(f.text() for f in self.functions)
        return f"namespace p{self.number} {{\n{inside}\n}}  // namespace p{self.number}\n"


def cuts(program):
    """Functions that each shorten a copy of the program in one place: the larger cuts first."""
    root = Node("program", *program.functions)
    yield from (lambda p, i=i: p.functions.pop(i) for i in range(len(program.functions) - 1))

    def walk(node, path):
        for i, part in enumerate(node.parts):
            if isinstance(part, str):
                continue
            here = path + (i,)
            if part.type == "optional":
                yield here, lambda parent, i: parent.parts.pop(i)
            elif part.type in ("statement", "member"):
                yield here, lambda parent, i: parent.parts.pop(i)
                for k, inner in enumerate(part.below()):
                    if isinstance(inner, Block):
                        yield here, lambda parent, i, k=k: splice(parent, i, k)
            elif part.type in SIMPLE and part.text() != SIMPLE[part.type]:
                yield here, lambda parent, i: simplify(parent, i)
                for k, inner in enumerate(part.below()):
                    if inner.type == part.type:
                        yield here, lambda parent, i, k=k: raise_inner(parent, i, k)
            yield from walk(part, here)

    def splice(parent, i, k):
        parent.parts[i : i + 1] = list(parent.parts[i].below())[k].parts

    def simplify(parent, i):
        parent.parts[i] = Node(parent.parts[i].type, SIMPLE[parent.parts[i].type])

    def raise_inner(parent, i, k):
        parent.parts[i] = list(parent.parts[i].below())[k]

    def at(p, path):
        node = p.functions[path[0]]
        for step in path[1:]:
            node = node.parts[step]
        return node

    for path, change in walk(root, ()):
        if len(path) > 1:
            yield lambda p, path=path, change=change: change(at(p, path[:-1]), path[-1])


def reduced(program, still_wrong, limit=400):
    """The smallest program found for which `still_wrong(program)` holds."""
    tries, first, changed = 0, 0, True
    while changed and tries < limit:
        changed = False
        for index, cut in enumerate(cuts(program)):
            if index < first:
                continue
            candidate = copy.deepcopy(program)
            cut(candidate)
            tries += 1
            if still_wrong(candidate):
                program, changed, first = candidate, True, index
                break
            if tries >= limit:
                break
        if not changed and first > 0:
            changed, first = True, 0  # once more from the beginning
    return program
