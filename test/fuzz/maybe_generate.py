"""Random programs of maybe-async functions and classes whose meaning C++ fixes."""

import random

from maybe_expressions import EXPRESSIONS, Expressions, Place
from maybe_statements import STATEMENTS, Statements
from maybe_tree import Block, Node, Program

# What can be left out, besides expressions and statements by their names.
FEATURES = {
    "await": "all awaits",
    "no-braces": "bodies of statements without braces",
    "shadow": "variables that hide others",
    "owning-closure": "closures that own an object",
    "extended-member": "references to a member of an awaited temporary",
    "head": "declarations and expressions in the first part of a head",
    "step": "the third part of a for",
    "stream-argument": "awaits in the range of a for co_await",
    "array-awaits": "awaits in the initialiser of an array",
    "range-init": "declarations in the head of a range-for",
    "for-condition": "variables in the condition of a for",
    "return-local": "co_return of a local variable that moves",
    "continue": "continue in a loop",
    "class": "marked classes",
    "generator": "generators",
    "generator-closure": "maybe-async closures in generators",
    "object-function": "function templates over an object",
}
NAMES = {*FEATURES, *STATEMENTS, *(kind for kinds in EXPRESSIONS.values() for kind, _, _ in kinds)}


class Generator(Expressions, Statements):
    def __init__(self, number, seed, size=30, without=()):
        """`size` bounds the statements; `without` names what to leave out."""
        unknown = set(without) - NAMES
        if unknown:
            raise SystemExit(f"no feature is called {', '.join(sorted(unknown))}")
        self.random = random.Random(f"{seed}/{number}")
        self.number, self.size, self.without = number, size, frozenset(without)
        self.names = self.sites = self.budget = 0
        self.functions, self.callables, self.generators, self.classes = [], [], [], []

    def has(self, feature):
        return feature not in self.without

    def chance(self, p):
        return self.random.random() < p

    def name(self, stem):
        self.names += 1
        return f"{stem}{self.names}"

    def site(self):
        self.sites += 1
        return self.sites

    def program(self):
        self.functions.append(Node("function", "static table tb;"))
        makers = [m for f, m in (
            (None, self.function), ("object-function", self.object_function), ("class", self.class_),
            ("generator", self.generator)) if f is None or self.has(f)]
        for index in range(self.random.randint(0, 3)):
            self.random.choice(makers)(index, self.random.randint(1, max(1, self.size // 3)))
        place = self.place("M", "w.")
        body = self.body(place, self.random.randint(1, self.size))
        self.objects(body)
        head = "template <async::mode M>\n[[async::maybe]] async::maybe<M, int> entry() "
        self.functions.append(Node("function", head, body))
        return Program(self.number, self.functions)

    def place(self, mode, dot):
        callables = [(form.replace("MODE", mode).replace("WORLD", dot[:-1]), type)
                     for form, type in self.callables if dot != "this->" or "WORLD" not in form]
        if dot == "w.":
            callables += [(f"{name}_.{form}", type) for name, members in self.classes for form, type in members]
        return Place(mode, dot, callables)

    def objects(self, body):
        """Declares what a body that has no object of its own works with."""
        used = body.text()
        for name, _ in reversed(self.classes):
            if f"{name}_" in used:
                body.parts.insert(0, Node("statement", f"{name}<M> {name}_{{}};"))
        if "w." in used or "w)" in used or "w," in used:
            body.parts.insert(0, Node("statement", "world<M> w{};"))

    def function(self, index, budget):
        type, place = self.random.choice(("int", "int", "void", "token")), self.place("M", "w.")
        place.result, name = type, f"f{index}"
        parameter, form = "int x", f"{name}<MODE>({{}})"
        place.variables.append(("x", "int"))
        if self.chance(0.25):
            parameter, form = "token t, int x = 2", f'{name}<MODE>(token("p{index}", {{}}))'
            place.variables.append(("t", "token"))
        body = self.body(place, budget)
        self.objects(body)
        if type == "void" and "co_await" not in body.text():
            body.parts.insert(0, Node("fixed", "if constexpr (M::is_async) co_await async::this_task::yield();"))
        declared = f"async::maybe<M, {type}> {name}({parameter}) "
        if self.chance(0.3):
            declared = f"auto {name}({parameter}) -> async::maybe<M, {type}> "
        self.functions.append(Node("function", "template <async::mode M>\n[[async::maybe]] " + declared, body))
        self.callables.append((form, type))

    def object_function(self, index, budget):
        place, name = self.place("async::mode_of<R>", "r."), f"o{index}"
        place.variables.append(("x", "int"))
        body = self.body(place, budget)
        head = f"template <class R>\n[[async::maybe]] async::maybe<async::mode_of<R>, int> {name}(R& r, int x) "
        self.functions.append(Node("function", head, body))
        self.callables.append((f"{name}(WORLD, {{}})", "int"))

    def generator(self, index, budget):
        type, place = self.random.choice(("int", "token")), self.place("M", "w.")
        place.variables.append(("x", "int"))
        place.result, place.yields, place.generator = "void", type, True
        body = self.body(place, budget)
        for _ in range(self.random.randint(1, 2)):
            body.parts.insert(self.random.randint(0, len(body.parts)), Node(
                "statement", 'co_yield ', Node(type, "x" if type == "int" else f'token("y{index}", x)'), ";"))
        self.objects(body)
        head = f"template <async::mode M>\n[[async::maybe]] async::maybe_generator<M, {type}> g{index}(int x) "
        self.functions.append(Node("function", head, body))
        self.generators.append((f"g{index}", type))

    def class_(self, index, budget):
        """A base trait, and a class that overrides its virtual function."""
        base, name = f"trait{index}", f"object{index}"
        members, outside, known = [], [], [("this->v({})", "int")]

        def member(declared, result="int", dot="this->", callables=(), recursive=False):
            place = self.place("M", dot)
            place.callables += callables
            place.result = result
            place.variables.append(("x", "int"))
            if dot == "this->":
                place.variables += [("this->field", "int"), ("this->own", "token")]
            body = self.body(place, max(1, budget // 3))
            if dot == "w.":
                self.objects(body)
            if recursive:
                body.parts.insert(0, Node("fixed", "if (depth <= 0) co_return x;"))
            if self.chance(0.3) and "static" not in declared:
                members.append(Node("fixed", f"async::maybe<M, {result}> {declared};"))
                head = f"template <async::mode M>\nasync::maybe<M, {result}> {base}<M>::{declared} "
                outside.append(Node("function", head, body))
            else:
                kind, declared = ("static ", declared[7:]) if "static " in declared else ("", declared)
                members.append(Node("fixed", f"{kind}async::maybe<M, {result}> {declared} ", body))

        override = self.place("M", "this->")
        override.variables += [("x", "int"), ("this->own", "token")]
        override_body = self.body(override, max(1, budget // 3))
        for i in range(self.random.randint(1, 3)):
            kind = self.random.choice(("member", "static", "recursive", "token"))
            if kind == "member":
                member(f"m{i}(int x)", callables=known)
                known.append((f"this->m{i}({{}})", "int"))
            elif kind == "token":
                member(f"m{i}(int x)", "token", callables=known)
                known.append((f"this->m{i}({{}})", "token"))
            elif kind == "static":
                member(f"static s{i}(int x)", dot="w.")
                known.append((f"this->s{i}({{}})", "int"))
            else:
                again = [(f"this->r{i}({{}}, depth - 1)", "int")] * 2
                member(f"r{i}(int x, int depth)", callables=known + again, recursive=True)
                known.append((f"this->r{i}({{}}, 2)", "int"))
        if self.chance(0.5):
            form, type = self.random.choice(known)
            members.append(Node("fixed", f"async::maybe<M, {type}> forward(int x) {{ return {form.format('x')}; }}"))
            known.append(("this->forward({})", type))
        head = (f"template <async::mode M>\nstruct [[async::maybe]] {base} : world<M> {{\n"
                f'  using async_mode = M;\n  token own{{"own{index}"}};\n  int field = 2;\n'
                f"  virtual ~{base}() = default;\n  virtual async::maybe<M, int> v(int x) = 0;\n")
        for m in members:
            m.parts = ["  ", *m.parts, "\n"]
        self.functions.append(Node("function", head, *members, "};"))
        self.functions += outside
        self.functions.append(Node(
            "function", f"template <async::mode M>\nstruct [[async::maybe]] {name} final : {base}<M> {{\n"
            f"  async::maybe<M, int> v(int x) override ", override_body, "\n};"))
        self.classes.append((name, [(form.replace("this->", ""), type) for form, type in known]))
