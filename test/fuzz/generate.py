"""Makes random programs: trees whose meaning C++ fixes, so that there is one right trace.

Not generated: effects whose order C++ leaves open, and forms of `co_await` that g++ 12 miscompiles (in an
operand of `&&`, `||` or `?:`).
"""

import random

from tree import Bare, Function, Node, Program

# The objects that statements can move and assign.
MOVABLE = ("movable", "told")


# What can be left out, besides the statements and expressions by the names of their nodes.
FEATURES = {
    "for-init": "droppable objects in the first part of a for",
    "for-temporary": "temporaries in the condition of a for",
    "do-temporary": "temporaries in the condition of a do loop",
    "range-temporary": "temporaries in the range of a range-for that die before the loop",
    "step-temporary": "temporaries in the third part of a for",
    "part-throws": "parts of objects whose drops throw",
    "late-await": "an await in an argument, after the object of the call",
    "frame-temporary": "an awaited call among other temporaries: its frame is one, too",
    "frame-and-result": "an awaited call that has both a parameter and a droppable result",
    "handler-assign": "assignment to a droppable object in a handler",
    "handler-delete": "delete of a droppable object in a handler",
    "continue": "continue in a loop",
    "handler-head": "droppable objects in the head of a statement in a handler",
    "bare-body": "statements without braces below a head",
    "for-condition": "condition variables of `for`",
    "handler-temporary": "droppable temporaries in a handler",
    "initialiser-temporary": "temporaries in the initialiser of an int",
    "plain-temporary": "temporaries with an ordinary destructor beside droppable ones",
    "conditional-temporary": "temporaries that are made conditionally",
}


class Place:
    """What may stand at a point of the program."""

    def __init__(self, variables, loop=False, switch=False, labels=(), handler=False):
        self.variables, self.loop, self.switch = list(variables), loop, switch
        self.labels, self.handler = tuple(labels), handler

    def inner(self, **changes):
        place = Place(self.variables, self.loop, self.switch, self.labels, self.handler)
        for name, value in changes.items():
            setattr(place, name, value)
        return place


class Generator:
    def __init__(self, number, seed, size=30, without=()):
        """`size` bounds the statements; `without` names features to leave out, see FEATURES."""
        self.size, self.without = size, frozenset(without)
        self.random = random.Random(f"{seed}/{number}")
        self.number, self.names, self.sites, self.functions = number, 0, 0, []
        self.result, self.may_fail, self.budget = "int", True, 0

    def program(self):
        for i in range(self.random.choice((0, 0, 1, 2))):
            self.functions.append(self.function(f"f{i}", self.random.randint(1, min(8, self.size))))
        self.functions.append(self.function("entry", self.random.randint(1, self.size)))
        return Program(self.number, self.functions)

    def function(self, name, budget):
        self.budget = budget
        self.result, parameter, place = "int", None, Place(())
        if name != "entry":
            self.result = self.random.choice(("int", "int", "void", "movable"))
            with_result = self.result != "movable" or self.has("frame-and-result")
            if with_result and self.chance(0.5):
                parameter = Node("object", type=self.random.choice(MOVABLE), name=self.name("p"))
                place.variables.append((parameter.name, parameter.type))
        # A result that a failing drop throws away is a question of its own.
        self.may_fail = self.result != "movable"
        body = self.block(place, 0)
        if self.result != "void":
            body.append(self.leave_function(place))
        else:
            body.insert(0, Node("yield"))  # what makes it a coroutine
        return Function(name, self.result, parameter, body)

    # Helpers

    def has(self, feature):
        return feature not in self.without

    def choose(self, choices):
        """One of the kinds that are not left out."""
        return self.random.choice([c for c in choices if self.has(c)])

    def chance(self, p):
        return self.random.random() < p

    def name(self, stem):
        self.names += 1
        return f"{stem}{self.names}"

    def site(self):
        self.sites += 1
        return self.sites

    def flags(self, throwing=True):
        flags = self.random.choice((0, 4, 8, 12))
        if self.may_fail and throwing and self.chance(0.2):
            flags |= self.random.choice((1, 1, 2, 3))
        return flags

    def object(self, kind, truth=None):
        name = self.name("t")
        if kind in ("both", "owner", "vector"):
            throwing = self.has("part-throws")
            parts = [(name + "a", self.flags(throwing)), (name + "b", self.flags(throwing))]
            return Node("object", type=kind, name=name, flags=0, truth=None, parts=parts)
        flags = 0 if kind == "plain" else self.flags()
        if kind != "plain" and self.chance(0.06):
            flags |= 16
        return Node("object", type=kind, name=name, flags=flags, truth=truth, parts=())

    def form(self, obj, place, may_await=True):
        if obj.type == "plain" or obj.parts:
            return "braces"
        forms = ["braces", "make"]
        if obj.type in MOVABLE and may_await is True and not place.handler:
            forms.append("amake")
        return self.random.choice(forms)

    def loop_test(self):
        return Node("on", site=self.site(), pattern=self.random.choice((0, 1, 1, 3, 3, 7, 5)))

    def test(self):
        return Node("on", site=self.site(), pattern=self.random.randint(0, 15))

    # Expressions of type int

    def expression(self, place, depth, may_await=None):
        """`may_await` is True, False, or "never" where conditional operators must not stand either:
        g++ 12 fails at a full-expression that has both, and at an await on the right of a comma."""
        if may_await is None:
            may_await = self.chance(0.5)
        choices = ["say"] * 2
        if place.handler:
            choices.append("current")
        if self.may_fail:
            choices.append("fail")
        if place.variables:
            choices += ["use"] * 2
        if depth < 3:
            if self.has("handler-temporary") or not place.handler:
                choices += ["temporary"] * 4
            choices.append("comma")
            if may_await is False:
                choices += ["choice", "and", "or"]
            elif may_await is True and (depth == 0 or self.has("frame-temporary")) and self.functions and not place.handler:
                choices += ["call"] * 3
        return getattr(self, "make_" + self.choose(choices))(place, depth + 1, may_await)

    def make_say(self, place, depth, may_await):
        return Node("say", text=self.name("say"))

    def make_current(self, place, depth, may_await):
        return Node("current")

    def make_fail(self, place, depth, may_await):
        pattern = self.random.choice((0, 1, 2, 2, 4, 8))
        error = self.random.choice((1, 2, 3))
        return Node("fail", text=self.name("e"), site=self.site(), pattern=pattern, error=error)

    def argument(self, place, depth, may_await):
        if may_await and not self.has("late-await"):
            may_await = "never"
        if self.chance(0.6):
            return Node("literal", value=self.random.randint(0, 9))
        return self.expression(place, depth, may_await)

    def make_use(self, place, depth, may_await):
        variable = self.random.choice(place.variables)[0]
        return Node("use", variable=variable, argument=self.argument(place, depth, may_await))

    def make_temporary(self, place, depth, may_await):
        kinds = ("movable", "told", "fixed", "owner") + ("plain",) * self.has("plain-temporary")
        obj = self.object(self.random.choice(kinds))
        form = self.form(obj, place, may_await)
        argument = self.argument(place, depth, may_await)
        return Node("temporary", object=obj, form=form, argument=argument)

    def make_comma(self, place, depth, may_await):
        first = self.expression(place, depth, may_await)
        after = "never" if may_await else False
        return Node("comma", first=first, second=self.expression(place, depth, after))

    def make_choice(self, place, depth, may_await):
        depth += 9 * (not self.has("conditional-temporary"))
        yes, no = self.expression(place, depth, False), self.expression(place, depth, False)
        return Node("choice", test=self.test(), yes=yes, no=no)

    def make_and(self, place, depth, may_await):
        depth += 9 * (not self.has("conditional-temporary"))
        return Node("and", first=self.test(), second=self.expression(place, depth, False))

    def make_or(self, place, depth, may_await):
        depth += 9 * (not self.has("conditional-temporary"))
        return Node("or", first=self.test(), second=self.expression(place, depth, False))

    def make_call(self, place, depth, may_await):
        f = self.random.choice(self.functions)
        argument = None
        if f.parameter:
            argument = self.value_of(place, f.parameter.type, False)
        return Node("call", function=f.name, result=f.result, argument=argument)

    def value_of(self, place, kind, may_await=True):
        """What initialises or is assigned to a movable object."""
        movable = [v for v, t in place.variables if t == kind]
        if movable and self.chance(0.4):
            return Node("moved", variable=self.random.choice(movable))
        obj = self.object(kind)
        return Node("made", object=obj, form=self.form(obj, place, may_await))

    # Statements

    def block(self, place, depth):
        place = place.inner()
        body = []
        for _ in range(self.random.randint(1, 5)):
            if self.budget <= 0:
                break
            body.append(self.statement(place, depth))
            if body[-1].kind in ("throw", "rethrow", "leave", "return", "goto"):
                break
        return body

    def body(self, place, depth):
        """What a head governs: a block, or one statement without braces."""
        if self.budget <= 0 or depth >= 5 or not self.has("bare-body") or self.chance(0.65):
            return self.block(place, depth)
        self.budget -= 1
        choices = ["declare", "expression"]
        if depth < 4:
            choices += ["if", "if", "switch", "while", "do", "for", "range"]
        choices += ["return"] + ["leave"] * (place.loop or place.switch) + ["goto"] * bool(place.labels)
        s = getattr(self, "state_" + self.choose(choices))(place.inner(), depth)
        if s.kind == "if":
            s.no = []  # whose else would it be?
        return Bare([s])

    def statement(self, place, depth):
        self.budget -= 1
        choices = ["declare"] * 8 + ["expression"] * 4 + ["discard"] + ["count"]
        if any(t in MOVABLE for _, t in place.variables):
            choices.append("moved_into")
            if self.has("handler-assign") or not place.handler:
                choices += ["assign"] * 2
            if not place.handler:
                choices.append("drop_early")
        if not place.handler:
            choices.append("yield")
        if depth < 4:
            choices += ["block", "if", "if", "switch", "while", "do", "for", "range"]
            choices += ["try"] * 4 + ["labelled", "again"]
            if self.has("handler-delete") or not place.handler:
                choices.append("deleted")
        if depth > 0:
            choices += ["throw", "return"] + ["leave"] * 3 * (place.loop or place.switch)
            choices += ["goto"] * 3 * bool(place.labels) + ["rethrow"] * 2 * place.handler
        if not self.may_fail:
            choices = [c for c in choices if c != "throw"]
        return getattr(self, "state_" + self.choose(choices))(place, depth)

    def state_declare(self, place, depth, kinds=None, visible=True):
        kinds = kinds or ("movable",) * 4 + ("told",) * 3 + ("fixed", "both", "owner", "vector") + (
            "plain",) * 2
        obj = self.object(self.random.choice(kinds))
        form = self.form(obj, place)
        if form == "make" and self.chance(0.3):
            form = "bound"
        elif form == "braces" and obj.type not in ("plain", "owner") and self.chance(0.3):
            form = "auto"
        s = Node("declare", variable=self.name("v"), object=obj, form=form)
        if visible and obj.type in ("movable", "told", "fixed", "plain"):
            place.variables.append((s.variable, obj.type))
        return s

    def state_moved_into(self, place, depth):
        source, kind = self.random.choice([v for v in place.variables if v[1] in MOVABLE])
        s = Node("moved_into", variable=self.name("v"), source=source)
        # The printer's name for it.
        s.form = None
        place.variables.append((s.variable, kind))
        return s

    def state_expression(self, place, depth):
        return Node("expression", value=self.expression(place, 0))

    def state_discard(self, place, depth):
        obj = self.object(self.random.choice(("movable", "told", "fixed", "both", "vector")))
        form = "make" if obj.type == "vector" else self.form(obj, place)
        return Node("discard", object=obj, form=form)

    def state_count(self, place, depth):
        value = self.expression(place, 0 if self.has("initialiser-temporary") else 9)
        return Node("count", variable=self.name("n"), value=value)

    def state_assign(self, place, depth):
        variable, kind = self.random.choice([v for v in place.variables if v[1] in MOVABLE])
        others = place.inner(variables=[v for v in place.variables if v[0] != variable])
        return Node("assign", variable=variable, source=self.value_of(others, kind))

    def state_yield(self, place, depth):
        return Node("yield")

    def state_drop_early(self, place, depth):
        movable = [v for v, t in place.variables if t in MOVABLE]
        return Node("drop_early", variable=self.random.choice(movable))

    def state_block(self, place, depth):
        return Node("block", body=self.block(place, depth + 1))

    def head(self, place, depth, may_init=True):
        """A place inside the statement, its init statement and its condition variable."""
        place = place.inner()
        init = condition = None
        if place.handler and not self.has("handler-head"):
            return place, None, None
        if may_init and self.chance(0.3):
            init = self.state_declare(place, depth, ("movable", "told", "plain", "fixed"))
        if self.chance(0.2):
            obj = self.object(self.random.choice(("movable", "told", "fixed")), self.test())
            condition = Node("declare", variable=self.name("v"), object=obj, form="braces")
        return place, init, condition

    def with_effect(self, place, test):
        if self.chance(0.3):
            return Node("comma", first=self.expression(place, 1), second=test)
        return test

    def state_if(self, place, depth):
        inner, init, condition = self.head(place, depth)
        test = self.with_effect(inner, self.test())
        no = self.block(inner, depth + 1) if self.chance(0.4) else []
        yes = self.block(inner, depth + 1) if no else self.body(inner, depth + 1)
        return Node("if", init=init, condition=condition, test=test, yes=yes, no=no)

    def state_switch(self, place, depth):
        inner, init, _ = self.head(place, depth)
        ways = self.random.randint(1, 4)
        test = self.with_effect(inner, Node("turn", site=self.site(), ways=ways))
        inner.switch = True
        cases = []
        for value in range(self.random.randint(1, 3)):
            body = self.block(inner, depth + 1)
            cases.append(Node("case", value=value, default=False, body=body, stops=self.chance(0.7)))
        if self.chance(0.4):
            cases[-1].default = True
        return Node("switch", init=init, condition=None, test=test, cases=cases)

    def looped(self, place):
        return place.inner(loop=True, switch=False)

    def state_while(self, place, depth):
        inner = self.looped(place)
        condition = None
        if self.chance(0.3):
            obj = self.object(self.random.choice(("movable", "told")), self.loop_test())
            condition = Node("declare", variable=self.name("v"), object=obj, form="braces")
            inner.variables.append((condition.variable, obj.type))
        test = self.with_effect(place, self.loop_test())
        return Node("while", condition=condition, test=test, body=self.body(inner, depth + 1))

    def state_do(self, place, depth):
        test = self.loop_test()
        if self.has("do-temporary"):
            test = self.with_effect(place, test)
        return Node("do", body=self.body(self.looped(place), depth + 1), test=test)

    def state_for(self, place, depth):
        inner, init, _ = self.head(place, depth, self.has("for-init"))
        step, condition, test = None, None, self.loop_test()
        if self.has("for-condition") and not place.handler and self.chance(0.25):
            obj = self.object(self.random.choice(("movable", "told")), self.loop_test())
            condition = Node("declare", variable=self.name("v"), object=obj, form="braces")
            inner.variables.append((condition.variable, obj.type))
        if self.chance(0.4):
            step = self.expression(inner, 1 if self.has("step-temporary") and not condition else 9)
        if self.has("for-temporary"):
            test = self.with_effect(inner, test)
        body = self.body(self.looped(inner), depth + 1)
        return Node("for", init=init, condition=condition, test=test, step=step, body=body)

    def state_range(self, place, depth):
        inner, init, _ = self.head(place, depth)
        kinds = ("vector",) + ("movable", "told", "fixed") * self.has("range-temporary")
        obj = self.object(self.random.choice(kinds))
        inner = self.looped(inner)
        variable = self.name("v")
        if obj.type == "vector":
            kind = "movable" if self.has("part-throws") else "element"  # no other value is assigned
            inner.variables.append((variable, kind))
        form = self.random.choice(("braces", "make"))
        body = self.body(inner, depth + 1)
        return Node("range", init=init, object=obj, form=form, variable=variable, body=body)

    def state_try(self, place, depth):
        body = self.block(place, depth + 1)
        errors = self.random.choice(
            (["a"], ["b", "a"], ["c"], [None], [None], ["a", None], ["b", None], ["c", "a", None])
        )
        handlers = []
        for error in errors:
            inner = place.inner(handler=True)
            handler = Node("handler", error=error, variable=self.name("e"), marks=self.chance(0.3))
            handler.body = self.block(inner, depth + 1)
            handlers.append(handler)
        return Node("try", body=body, handlers=handlers)

    def state_throw(self, place, depth):
        operand = self.expression(place, 1, False) if self.chance(0.3) else None
        return Node("throw", error=self.random.choice("abc"), text=self.name("e"), operand=operand)

    def state_rethrow(self, place, depth):
        return Node("rethrow", called=self.chance(0.3))

    def state_leave(self, place, depth):
        how = "continue" if place.loop and self.has("continue") and self.chance(0.5) else "break"
        return Node("leave", how=how)

    def leave_function(self, place):
        if self.result == "movable":
            return Node("return", value=None, source=self.value_of(Place(()), "movable", False))
        if self.result == "void":
            return Node("return", value=None, source=None)
        return Node("return", value=self.expression(place, 1), source=None)

    def state_return(self, place, depth):
        movable = [v for v, t in place.variables if t == "movable"]
        if self.result == "movable" and movable and self.chance(0.5):
            variable = self.random.choice(movable)
            return Node("return", value=None, source=Node("moved", variable=variable))
        return self.leave_function(place)

    def state_goto(self, place, depth):
        return Node("goto", label=self.random.choice(place.labels))

    def state_labelled(self, place, depth):
        label = self.name("l")
        body = self.block(place.inner(labels=place.labels + (label,)), depth + 1)
        inner = place.inner(labels=place.labels + (label,))
        between = []
        if self.chance(0.4):
            between.append(Node("block", body=self.block(inner, depth + 1)))
        return Node("labelled", label=label, body=body, between=between)

    def state_again(self, place, depth):
        label = self.name("l")
        inner = place.inner()
        body = []
        for _ in range(self.random.randint(1, 4)):
            s = self.statement(inner, 4)
            if s.kind not in ("throw", "rethrow", "leave", "return", "goto"):
                body.append(s)
        place.variables = list(inner.variables)
        return Node("again", label=label, body=body, test=self.loop_test())

    def state_deleted(self, place, depth):
        obj = self.object(self.random.choice(("movable", "told", "fixed", "both", "owner")))
        variable = self.name("v")
        obj.flags &= ~16
        made = Node("new", variable=variable, object=obj)
        # Nothing between the two may leave the block, or the object would leak.
        return Node("block", body=[made, Node("delete", variable=variable)])
