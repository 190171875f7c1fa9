"""Shrinks a wrong program: deletes parts of its tree while it stays wrong in the same way."""

import copy

from rules import Interpreter
from tree import Node

SAY = {"say", "literal"}


def edits(program):
    """Functions that each change a copy of the program in one place: the larger cuts first."""

    def at(path):
        def find(p):
            place = p
            for step in path:
                place = place[step] if isinstance(step, int) else getattr(place, step)
            return place

        return find

    def walk(value, path):
        """The paths of all lists of statements and of all expressions."""
        if isinstance(value, list):
            if value and isinstance(value[0], Node):
                yield path, value
            for i, item in enumerate(value):
                yield from walk(item, path + (i,))
        elif isinstance(value, Node):
            yield path, value
            for name, field in value.fields().items():
                yield from walk(field, path + (name,))

    def delete(find, i):
        return lambda p: find(p).pop(i)

    def splice(find, i, inner):
        def change(p):
            block = find(p)
            block[i : i + 1] = getattr(block[i], inner)

        return change

    def assign(find, name, value):
        return lambda p: setattr(find(p), name, value)

    for i in range(len(program.functions) - 1):
        yield lambda p, i=i: p.functions.pop(i)
    for index, f in enumerate(program.functions):
        for path, value in walk(f.body, ("functions", index, "body")):
            find = at(path)
            if isinstance(value, list):
                for i, item in enumerate(value):
                    if item.kind not in ("case", "handler") or len(value) > 1:
                        yield delete(find, i)
                    for inner in ("body", "yes", "no", "between"):
                        if isinstance(getattr(item, inner, None), list):
                            yield splice(find, i, inner)
                continue
            for name, field in value.fields().items():
                if name in ("init", "condition", "step", "operand") and field is not None:
                    yield assign(find, name, None)
                elif name == "flags" and field:
                    yield assign(find, name, 0)
                    if field & 12 and field & 19:
                        yield assign(find, name, field & 19)
                elif name == "parts" and any(flags for _, flags in field):
                    yield assign(find, name, [(part, 0) for part, _ in field])
                elif name in ("value", "argument", "first", "second", "test", "yes", "no"):
                    if isinstance(field, Node) and field.kind not in SAY | {"on", "turn"}:
                        yield assign(find, name, Node("literal", value=1))
                        for below in field.nodes():
                            if below.kind not in ("object", "on", "moved", "made"):
                                yield assign(find, name, below)


def reduced(program, outcome, kind, limit=400):
    """The smallest program found for which `outcome(program, trace)` still gives `kind`."""
    tries, changed = 0, True
    while changed and tries < limit:
        changed = False
        for edit in edits(program):
            candidate = copy.deepcopy(program)
            try:
                edit(candidate)
                expected = Interpreter(candidate).run()
            except Exception:  # the cut took away what the rest needs
                continue
            tries += 1
            result = outcome(candidate, expected)
            if result and result[0] == kind:
                program, changed = candidate, True
                break
            if tries >= limit:
                break
    return program
