"""Random statements of maybe-async bodies."""

import re

from maybe_tree import Block, Node

STATEMENTS = {
    "declare-int": 4, "declare-token": 6, "bind": 2, "structured": 2, "reference": 2, "declare-box": 1,
    "declare-array": 1, "expression": 5, "discard": 2, "assign": 3, "if": 5, "switch": 2, "while": 3,
    "do": 2, "for": 3, "range": 2, "for-await": 2, "try": 4, "block": 1, "constexpr-if": 2,
    "closure": 1, "static-local": 1, "throw": 1, "return": 1, "leave": 3,
}
NESTED = ("if", "switch", "while", "do", "for", "range", "for-await", "try", "block", "constexpr-if")


def statement(*parts):
    return Node("statement", *parts)


class Statements:
    def body(self, place, budget):
        """The block of a function, which ends with a return."""
        outer, self.budget = self.budget, budget
        place.own = {name for name, _ in place.variables}
        block = self.block(place, 0)
        self.budget = outer - (budget - self.budget)
        if not place.yields:
            block.parts.append(self.state_return(place, 0))
        return block

    def block(self, place, depth):
        statements = []
        for _ in range(self.random.randint(1, 5)):
            if self.budget <= 0:
                break
            statements.append(self.statement(place, depth))
        return Block(statements)

    def branch(self, place, depth, braces=False, **changes):
        """The body of a statement, at times without braces."""
        own, place = place.own, place.inner(**changes)
        place.own = set(own)  # the names of the head are not hidden
        if braces is False and self.has("no-braces") and self.chance(0.2):
            self.budget -= 1
            name = self.random.choice(("expression", "assign", "expression", "return", "leave"))
            if name == "leave" and not (place.loop or place.switch) or name == "assign":
                name = "expression"
            return self.state(name, place, depth)
        return self.block(place, depth + 1)

    def statement(self, place, depth):
        self.budget -= 1
        kinds = [k for k in STATEMENTS if self.has(k)]
        if depth > 3:
            kinds = [k for k in kinds if k not in NESTED]
        if depth == 0:
            kinds = [k for k in kinds if k not in ("throw", "return")]
        if not (place.loop or place.switch):
            kinds = [k for k in kinds if k != "leave"]
        if place.plain:
            kinds = [k for k in kinds if k not in ("for-await", "closure")]
        if place.generator and not self.has("generator-closure"):
            kinds = [k for k in kinds if k != "closure"]
        if not self.generators:
            kinds = [k for k in kinds if k != "for-await"]
        kind = self.random.choices(kinds, [STATEMENTS[k] for k in kinds])[0]
        return self.state(kind, place, depth)

    def state(self, kind, place, depth):
        return getattr(self, "state_" + kind.replace("-", "_"))(place, depth)

    def variable(self, place, type, stem, *parts):
        """A name for a new variable, at times one that hides another."""
        text = "".join(p if isinstance(p, str) else p.text() for p in parts)
        hidden = [n for n in place.names(type) if n not in place.own and re.fullmatch(r"[a-z]\d+", n)]
        name = self.name(stem)
        if hidden and self.has("shadow") and self.chance(0.15):
            other = self.random.choice(hidden)
            if not re.search(rf"\b{other}\b", text):
                name = other
        place.own.add(name)
        place.variables.append((name, type))
        return name

    def add(self, place, name, type):
        place.own.add(name)
        place.variables.append((name, type))

    # Declarations

    def state_declare_int(self, place, depth):
        value = self.expression("int", place)
        name = self.variable(place, "int", "n", value)
        form = self.random.choice(("int {} = ", "auto {} = ", "int {}(", "int {}{{", "const int {} = "))
        close = {"(": ")", "{": "}"}.get(form[-1], "")
        if form.startswith("const"):
            place.variables[-1] = (name, "constant")
        return statement(form.format(name), value, close + ";")

    def state_declare_token(self, place, depth):
        value = self.expression("token", place)
        name = self.variable(place, "token", "t", value)
        form = self.random.choice(("token {} = ", "auto {} = ", "token {}(", "token {}{{"))
        close = {"(": ")", "{": "}"}.get(form[-1], "")
        return statement(form.format(name), value, close + ";")

    def fresh(self, place):
        """A token that a reference keeps alive."""
        forms = ["token(%, <int>)"]
        if not place.plain:
            forms += ["co_await @make(%, <int>)"] * 2
            if self.has("extended-member"):
                forms.append("(co_await @both(%, <int>)).part")
        return Node("fresh", *self.filled(self.random.choice(forms), place, 1))

    def state_bind(self, place, depth):
        value, constant = self.fresh(place), self.chance(0.3)
        name = self.variable(place, "constant" if constant else "token", "t", value)
        return statement(f"{'const auto&' if constant else 'auto&&'} {name} = ", value, ";")

    def state_structured(self, place, depth):
        value, whole = self.expression("bundle", place), self.chance(0.3)
        if whole:
            name = self.variable(place, "bundle", "b", value)
            self.add(place, f"{name}.part", "token")
            return statement(f"auto {name} = ", value, ";")
        first, second = self.name("n"), self.name("t")
        self.add(place, first, "int")
        self.add(place, second, "token")
        form = self.random.choice(("auto", "auto&&"))
        return statement(f"{form} [{first}, {second}] = ", value, ";")

    def state_reference(self, place, depth):
        names = place.names("int")
        if place.plain or not names:
            return self.state_expression(place, depth)
        value = Node("fresh", *self.filled("co_await @ref(%, $int)", place, 1))
        name = self.variable(place, "int", "r", value)
        return statement(f"{self.random.choice(('int&', 'auto&', 'auto&&'))} {name} = ", value, ";")

    def state_declare_box(self, place, depth):
        if place.plain:
            return self.state_declare_token(place, depth)
        value = Node("fresh", *self.filled("co_await @box(%, <int>)", place, 1))
        name = self.variable(place, "box", "p", value)
        self.add(place, f"(*{name})", "token")
        return statement(f"auto {name} = ", value, ";")

    def state_declare_array(self, place, depth):
        inner = place if self.has("array-awaits") else place.inner(plain=True)
        first, second = self.expression("int", inner), self.expression("int", inner)
        name = self.variable(place, "array", "a", first, second)
        self.add(place, f"{name}[1]", "int")
        return statement(f"int {name}[] = {{", first, ", ", second, "};")

    def state_static_local(self, place, depth):
        name = self.variable(place, "int", "s")
        return statement(f"static int {name} = 0;")

    def state_closure(self, place, depth):
        closure = self.make_lambda(place, self.chance(0.6) or not self.has("owning-closure"))
        name = self.name("l")
        place.own.add(name)
        place.callables.append((f"{name}({{}})", "int"))
        return statement(f"auto {name} = ", closure, ";")

    # Without a block of their own

    def state_expression(self, place, depth):
        if not place.plain and self.chance(0.2):
            return statement("co_await ", *self.filled("@tell(%, <int>);", place, 1))
        return statement(self.expression("int", place), ";")

    def state_discard(self, place, depth):
        return statement(self.expression(self.random.choice(("token", "bundle")), place), ";")

    def state_assign(self, place, depth):
        forms = ["tb[<int>] = <int>;", "tb[<int>] -= <int>;"]
        if place.names("int"):
            forms += ["$int = <int>;", "$int += <int>;", "$int *= <int>;"] * 2
        if place.names("token"):
            forms += ["$token = <token>;"] * 3
            if not place.plain:
                forms += ["(co_await @same($token)) = <token>;"]
        return statement(*self.filled(self.random.choice(forms), place, 1))

    def state_throw(self, place, depth):
        forms = ["throw error_a{%};", "throw error_b{{%}};", "throw error_c{%};"]
        if not place.plain:
            forms += ["throw error_a{co_await @text(%)};", "throw (<int>, error_c{%});"]
        return statement(*self.filled(self.random.choice(forms), place, 1))

    def state_return(self, place, depth):
        if place.yields and place.plain:
            return statement("co_return;")
        if place.yields:
            kind = "int" if place.yields == "int" else "token"
            return statement("co_yield ", self.expression(kind, place), ";")
        if place.result == "void":
            return statement("co_return;")
        tokens = [t for t in place.names("token") if t[0] == "t"]
        if place.result == "token" and tokens and self.has("return-local") and self.chance(0.3):
            return statement(f"co_return std::move({self.random.choice(tokens)});")
        return statement("co_return ", self.expression(place.result, place), ";")

    def state_leave(self, place, depth):
        if place.loop and self.has("continue") and self.chance(0.5):
            return statement("continue;")
        return statement("break;")

    # With blocks

    def state_block(self, place, depth):
        return statement(self.block(place.inner(), depth + 1))

    def init(self, place):
        """The first part of an if, switch or range-for: nothing, a declaration or an expression."""
        if self.chance(0.6) or not self.has("head"):
            return []
        pick = self.random.choice((self.state_declare_int, self.state_declare_token, self.state_bind,
                                   self.state_structured, self.state_expression))
        return [Node("optional", pick(place, 0), " ")]

    def state_if(self, place, depth):
        place = place.inner()
        head = self.init(place)
        if self.chance(0.2):
            value = self.expression("token", place)
            head += [f"auto {self.variable(place, 'token', 't', value)} = ", value]
        elif self.chance(0.1):
            value = self.expression("int", place)
            head += [f"int {self.variable(place, 'int', 'n', value)} = ", value]
        else:
            head.append(self.expression("bool", place))
        parts = ["if (", *head, ") ", self.branch(place, depth)]
        if self.chance(0.4):
            other = self.branch(place, depth)
            if self.chance(0.3) and depth < 3:
                other = self.state_if(place, depth + 1)
            parts.append(Node("optional", " else ", other))
        return statement(*parts)

    def state_constexpr_if(self, place, depth):
        is_async = f"{place.mode}::is_async"
        same = self.filled("note(%, #)", place, 9)[0]
        suspends = "co_await async::this_task::yield(); " if not place.plain else ""
        form = self.random.choice((0, 1, 2, 3))
        if place.yields:
            suspends = ""
        a, b = f"{{ {suspends}{same}; }}", f"{{ {same}; }}"
        if form == 0:
            return statement(f"if constexpr ({is_async}) {a} else {b}")
        if form == 1:
            return statement(f"if constexpr (!{is_async}) {b} else {a}")
        if form == 2:
            return statement(f"if constexpr ({is_async} && sizeof(int) > 1) {a} else ", self.else_if(is_async, b))
        return statement("if constexpr (sizeof(int) > 1) ", self.block(place.inner(), depth + 1))

    def else_if(self, is_async, block):
        return Node("fixed", f"if constexpr (!{is_async} || sizeof(int) == 1) {block}")

    def state_switch(self, place, depth):
        place = place.inner(switch=True)
        parts = ["switch (", *self.init(place)]
        if self.chance(0.2):
            value = self.expression("int", place)
            parts += [f"int {self.variable(place, 'int', 'n', value)} = ", value]
        else:
            parts += ["(", self.expression("int", place), ") & 3"]
        parts.append(") {")
        for value in range(self.random.randint(1, 4)):
            label = "default" if self.chance(0.2) and value == 3 else f"case {value}"
            stop = " break;" if self.chance(0.7) else ""
            parts.append(Node("optional", f" {label}: ", self.branch(place, depth, True), stop))
        return statement(*parts, " }")

    def loop_test(self, place):
        test = Node("fixed", *self.filled("LOOP", place, 9))
        form = f"on({self.site()}, {self.random.choice((1, 3, 5))})"
        if not place.plain and self.chance(0.6):
            form = f"co_await {place.dot}test{form[2:]}"
        test.parts = [form]
        way = self.random.choice("tttcabq")
        if way == "t":
            return Node("test", test)
        if way == "c":
            return Node("test", self.expression("int", place, 1), ", ", test)
        other = self.expression("bool", place, 1)
        if way == "a":
            return Node("test", other, " && ", test)
        return Node("test", test, " && ", other) if way == "b" else Node("test", test, " ? ", other, " : false")

    def state_while(self, place, depth):
        place = place.inner(loop=True, switch=False)
        if self.chance(0.25):
            value = Node("fresh", *self.filled("co_await @make(%, #)" if not place.plain else "token(%, #)", place, 1))
            head = [f"auto {self.variable(place, 'constant', 't', value)} = ", value]
        else:
            head = [self.loop_test(place)]
        return statement("while (", *head, ") ", self.branch(place, depth))

    def state_do(self, place, depth):
        body = self.branch(place, depth, loop=True, switch=False)
        return statement("do ", body, " while (", self.loop_test(place), ");")

    def state_for(self, place, depth):
        place = place.inner(loop=True, switch=False)
        parts = ["for ("]
        init = self.init(place)
        parts += init[0].parts if init else ["; "]
        if self.has("for-condition") and self.chance(0.2):
            value = Node("fresh", *self.filled("token(%, #)", place, 1))
            parts += [f"auto {self.variable(place, 'constant', 't', value)} = ", value]
        else:
            parts.append(self.loop_test(place))
        parts.append("; ")
        if self.has("step") and self.chance(0.5):
            parts.append(Node("optional", self.expression("int", place)))
        return statement(*parts, ") ", self.branch(place, depth))

    def state_range(self, place, depth):
        place = place.inner(loop=True, switch=False)
        parts = ["for ("]
        init = self.init(place) if self.has("range-init") else []
        form = "co_await @list(<int>)" if not place.plain else "tb.numbers"
        range = Node("fresh", *self.filled(form, place, 1))
        name = self.variable(place, "int", "n", range)
        kind = self.random.choice(("int", "auto", "auto&", "auto&&"))
        return statement(*parts, *init, f"{kind} {name} : ", range, ") ", self.branch(place, depth))

    def state_for_await(self, place, depth):
        place = place.inner(loop=True, switch=False)
        generator, type = self.random.choice(self.generators)
        value = Node("int", "2") if not self.has("stream-argument") else self.expression("int", place, 1)
        name = self.variable(place, type, type[0], value)
        parts = ("for co_await (", f"{'auto&&' if type == 'token' else 'int'} {name} : ")
        call = (f"{generator}<{place.mode}>(", value, ")) ")
        return statement(*parts, *call, self.branch(place, depth))

    def state_try(self, place, depth):
        parts = ["try ", self.block(place.inner(), depth + 1)]
        for error in self.random.choice((["a"], ["b", "a"], ["c"], [None], [None], ["a", None])):
            what = "..." if error is None else f"error_{error} const& e"
            body = self.block(place.inner(plain=True), depth + 1)
            body.parts.insert(0, statement("current();" if error is None else "say(e.text.c_str());"))
            if self.chance(0.15):
                body.parts.append(statement("throw;"))
            parts += [f" catch ({what}) ", body]
        return statement(*parts)
