"""The rules of drops, as an interpreter of a program's tree that gives the expected trace.

This states what the specification says and knows nothing about how asyncc lowers it: an object ends by
its drop and then its destructor, in the strict reverse of construction; a failing drop never stops the
others; the first error goes on and a later one is reported at once.
"""


class TooLong(Exception):
    """The program runs for too many steps to be useful."""


class Error:
    """An exception object: its identity survives being thrown again."""

    def __init__(self, kind, text):
        self.kind, self.text = kind, text

    def __str__(self):
        return f"{self.kind}:{self.text}"


class Leave(Exception):
    """Control leaves a scope in another way than at its end."""


class Thrown(Leave):
    def __init__(self, error):
        self.error = error


class Break(Leave):
    pass


class Continue(Leave):
    pass


class Goto(Leave):
    def __init__(self, label):
        self.label = label


class Return(Leave):
    def __init__(self, value):
        self.value = value


class Object:
    """An object at run time: its state moves, its place does not."""

    def __init__(self, kind, name, flags=0, truth=True, parts=()):
        self.kind, self.name, self.flags, self.truth = kind, name, flags, truth
        self.open, self.moved, self.parts = True, False, list(parts)

    def take(self):
        """A new object with the state of this one, which is moved from."""
        other = Object(self.kind, self.name, self.flags, self.truth)
        other.open, other.moved = self.open, self.moved
        other.parts = [part.take() for part in self.parts]
        self.open, self.moved = False, True
        if self.kind == "vector":
            self.parts = []
        return other


class Body:
    """The run of one coroutine body: its variables, and the objects of its open scopes."""

    def __init__(self):
        self.variables, self.scopes, self.handled = {}, [], []


class Interpreter:
    def __init__(self, program, steps=400):
        self.functions = {f.name: f for f in program.functions}
        self.trace, self.steps, self.counts, self.bodies = [], steps, {}, []

    @property
    def body(self):
        return self.bodies[-1]

    def run(self):
        try:
            self.trace.append(f"result {self.call('entry', None)[0]}")
        except Thrown as thrown:
            self.trace.append(f"error {thrown.error}")
        return self.trace

    def say(self, line):
        self.trace.append(line)
        if len(self.trace) > self.steps:
            raise TooLong

    def count(self, site):
        self.counts[site] = self.counts.get(site, 0) + 1
        if self.counts[site] > 100:
            raise TooLong
        return self.counts[site] - 1

    # The ends of objects

    def drop(self, obj, error):
        """Drops `obj` and its parts while `error` leaves; gives the error that leaves afterwards."""
        if obj.kind == "plain":
            return error
        if obj.kind in ("movable", "told", "fixed", "owner") and (
            obj.open or obj.kind in ("fixed", "owner")
        ):
            obj.open = False
            self.say(f"drop {obj.name}" + (f" with {error or 'none'}" if obj.kind == "told" else ""))
            kind = obj.flags & 3
            if kind:
                failed = Error("?abc"[kind], f"drop of {obj.name}")
                if error:
                    self.say(f"suppressed {failed}")
                else:
                    error = failed
        parts = obj.parts if obj.kind == "vector" else reversed(obj.parts)
        for part in parts:
            error = self.drop(part, error)
        return error

    def destroy(self, obj):
        if obj.kind == "vector":
            for part in obj.parts:
                self.destroy(part)
            return
        for part in reversed(obj.parts):
            self.destroy(part)
        if obj.kind != "both" and not obj.moved:
            self.say(f"~{obj.name}")  # printed by a base class, so after the members

    def end(self, obj, leaving):
        """Ends `obj` while control leaves by `leaving` (or None); gives how it goes on."""
        error = leaving.error if isinstance(leaving, Thrown) else None
        after = self.drop(obj, error)
        if after is not error:
            leaving = Thrown(after)
        self.destroy(obj)
        return leaving

    def unwind(self, objects, down_to, leaving):
        while len(objects) > down_to:
            leaving = self.end(objects.pop(), leaving)
        return leaving

    def scope(self, run, *arguments):
        """Runs something in a scope of its own and ends what it made there."""
        objects = []
        self.body.scopes.append(objects)
        result, leaving = None, None
        try:
            result = run(*arguments)
        except Leave as leave:
            leaving = leave
        leaving = self.unwind(objects, 0, leaving)
        self.body.scopes.pop()
        if leaving:
            raise leaving
        return result

    # Objects and expressions

    def make(self, node):
        """Constructs the object that the tree describes, without giving it a place."""
        if node.parts:
            built = []
            for (name, flags), kind in zip(node.parts, self.part_kinds(node.type)):
                self.say(f"new {name}")
                built.append(Object(kind, name, flags))
            if node.type == "owner":
                built[0].parts = built[1:]
                return built[0]
            return Object(node.type, node.name, parts=built)
        truth = True if node.truth is None else bool(self.value(node.truth))
        self.say(f"new {node.name}")
        if node.flags & 16:
            raise Thrown(Error("a", f"constructor of {node.name}"))
        return Object(node.type, node.name, node.flags, truth)

    @staticmethod
    def part_kinds(kind):
        return {"both": ("movable", "told"), "owner": ("owner", "movable")}.get(
            kind, ("movable", "movable")
        )

    def source(self, s):
        """The object of an initialiser, operand or argument: moved, or newly made."""
        if s.kind == "moved":
            return self.body.variables[s.variable].take()
        return self.make(s.object)

    def here(self, obj):
        self.body.scopes[-1].append(obj)
        return obj

    def full(self, e):
        """A full-expression: its temporaries end with it."""
        return self.scope(self.value, e)

    def value(self, e):
        return getattr(self, "value_" + e.kind)(e)

    def value_literal(self, e):
        return e.value

    def value_say(self, e):
        self.say(e.text)
        return 1

    def value_current(self, e):
        self.say(f"current {self.body.handled[-1] if self.body.handled else 'none'}")
        return 1

    def value_fail(self, e):
        if self.value_on(e):
            raise Thrown(Error("?abc"[e.error], e.text))
        return 1

    def value_on(self, e):
        return (e.pattern >> (self.count(e.site) % 4)) & 1

    def value_turn(self, e):
        return self.count(e.site) % e.ways

    def value_use(self, e):
        obj = self.body.variables[e.variable]
        value = self.value(e.argument)
        self.say(f"use {obj.name}")
        return value + 1

    def value_temporary(self, e):
        obj = self.here(self.make(e.object))
        value = self.value(e.argument)
        self.say(f"use {obj.name}")
        return value + 1

    def value_comma(self, e):
        self.value(e.first)
        return self.value(e.second)

    def value_choice(self, e):
        return self.value(e.yes if self.value(e.test) else e.no)

    def value_and(self, e):
        return 1 if self.value(e.first) and self.value(e.second) else 0

    def value_or(self, e):
        return 1 if self.value(e.first) or self.value(e.second) else 0

    def value_call(self, e):
        argument = None if e.argument is None else self.source(e.argument)
        result, ended = self.call(e.function, argument)
        # The frame, with the parameter in it, ends with the full-expression.
        if ended:
            self.here(ended)
        if e.result == "movable":
            self.here(result)
            self.say(f"use {result.name}")
            return 1
        return 1 if e.result == "void" else result

    def call(self, name, argument):
        """Runs a coroutine. Gives its result and its parameter, dropped but not destroyed yet."""
        f = self.functions[name]
        self.bodies.append(Body())
        leaving = None
        if argument:
            self.body.variables[f.parameter.name] = argument
        try:
            self.scope(self.statements, f.body)
        except Leave as leave:
            leaving = leave
        self.bodies.pop()
        if argument:
            error = leaving.error if isinstance(leaving, Thrown) else None
            after = self.drop(argument, error)
            if after is not error:
                leaving = Thrown(after)
        if isinstance(leaving, Thrown):
            if argument:
                self.here(argument)
            raise leaving
        return (leaving.value if isinstance(leaving, Return) else None), argument

    # Statements

    def statements(self, body):
        for s in body:
            self.statement(s)

    def statement(self, s):
        getattr(self, "do_" + s.kind)(s)

    def do_expression(self, s):
        self.full(s.value)

    def do_discard(self, s):
        self.scope(lambda: self.here(self.make(s.object)))

    def do_declare(self, s):
        self.body.variables[s.variable] = self.here(self.make(s.object))

    def do_moved_into(self, s):
        obj = self.body.variables[s.source].take()
        self.body.variables[s.variable] = self.here(obj)

    def do_count(self, s):
        self.say(str(self.full(s.value)))

    def do_block(self, s):
        self.scope(self.statements, s.body)

    def condition(self, s):
        """The condition of a head, in the scope of the statement: its variable lives on there."""
        if s.condition:
            self.do_declare(s.condition)
            obj = self.body.variables[s.condition.variable]
            self.say(f"test {obj.name}")
            return obj.truth
        return self.full(s.test)

    def do_if(self, s):
        self.scope(self.run_if, s)

    def run_if(self, s):
        if s.init:
            self.statement(s.init)
        self.scope(self.statements, s.yes if self.condition(s) else s.no)

    def do_switch(self, s):
        try:
            self.scope(self.run_switch, s)
        except Break:
            pass

    def run_switch(self, s):
        if s.init:
            self.statement(s.init)
        value = self.condition(s)
        start = next((i for i, c in enumerate(s.cases) if not c.default and c.value == value), None)
        if start is None:
            start = next((i for i, c in enumerate(s.cases) if c.default), len(s.cases))
        for case in s.cases[start:]:
            self.scope(self.statements, case.body)
            if case.stops:
                raise Break

    def loop_body(self, body):
        try:
            self.scope(self.statements, body)
        except Continue:
            pass

    def do_while(self, s):
        try:
            while self.scope(self.round_of_while, s):
                pass
        except Break:
            pass

    def round_of_while(self, s):
        if not self.condition(s):
            return False
        self.loop_body(s.body)
        return True

    def do_do(self, s):
        try:
            while True:
                self.loop_body(s.body)
                if not self.full(s.test):
                    break
        except Break:
            pass

    def do_for(self, s):
        try:
            self.scope(self.run_for, s)
        except Break:
            pass

    def run_for(self, s):
        if s.init:
            self.statement(s.init)
        while self.scope(self.round_of_for, s):
            pass

    def round_of_for(self, s):
        if not self.condition(s):
            return False
        self.loop_body(s.body)
        if s.step:
            self.full(s.step)
        return True

    def do_range(self, s):
        try:
            self.scope(self.run_range, s)
        except Break:
            pass

    def run_range(self, s):
        if s.init:
            self.statement(s.init)
        if s.object.type == "vector":
            # The range is bound to a reference: it lives as long as the loop.
            for part in list(self.here(self.make(s.object)).parts):
                self.body.variables[s.variable] = part
                self.loop_body(s.body)
        else:
            self.do_discard(s)
            for _ in range(2):
                self.loop_body(s.body)

    def do_try(self, s):
        try:
            self.scope(self.statements, s.body)
        except Thrown as thrown:
            error = thrown.error
            for handler in s.handlers:
                if handler.error in (None, error.kind) or (handler.error, error.kind) == ("a", "b"):
                    break
            else:
                raise
            self.body.handled.append(error)
            try:
                if handler.error is not None:
                    self.say(f"caught {error.text}")
                    if handler.marks:
                        error.text += "!"
                self.scope(self.statements, handler.body)
            finally:
                self.body.handled.pop()

    def do_throw(self, s):
        def run():
            if s.operand:
                self.value(s.operand)
            raise Thrown(Error(s.error, s.text))

        self.scope(run)

    def do_rethrow(self, s):
        raise Thrown(self.body.handled[-1])

    def do_leave(self, s):
        raise Break() if s.how == "break" else Continue()

    def do_return(self, s):
        if s.value is not None:
            raise Return(self.full(s.value))
        if s.source is not None:
            raise Return(self.scope(self.source, s.source))
        raise Return(None)

    def do_return_name(self, s):
        raise Return(self.body.variables[s.variable].take())

    def do_goto(self, s):
        raise Goto(s.label)

    def do_labelled(self, s):
        try:
            self.scope(self.statements, s.body)
            self.statements(s.between)
        except Goto as goto:
            if goto.label != s.label:
                raise

    def do_again(self, s):
        objects = self.body.scopes[-1]
        before = len(objects)
        while True:
            try:
                self.statements(s.body)
                if not self.full(s.test):
                    return
            except Goto as goto:
                if goto.label != s.label:
                    raise
            leaving = self.unwind(objects, before, None)
            if leaving:
                raise leaving

    def do_assign(self, s):
        def run():
            target = self.body.variables[s.variable]
            if s.source.kind == "moved":
                source = self.body.variables[s.source.variable]
            else:
                source = self.here(self.make(s.source.object))
            if target.open:
                error = self.drop(target, None)
                if error:
                    raise Thrown(error)
            taken = source.take()
            self.say(f"assign {taken.name}")
            for name in ("name", "flags", "truth", "open", "moved"):
                setattr(target, name, getattr(taken, name))

        self.scope(run)

    def do_new(self, s):
        self.body.variables[s.variable] = self.make(s.object)

    def do_delete(self, s):
        leaving = self.end(self.body.variables[s.variable], None)
        if leaving:
            raise leaving

    def do_yield(self, s):
        pass

    def do_drop_early(self, s):
        obj = self.body.variables[s.variable]
        if obj.open:
            error = self.drop(obj, None)
            if error:
                raise Thrown(error)

    def do_release(self, s):
        obj = self.body.variables[s.variable]
        obj.open, obj.moved = False, True
