"""Random expressions of maybe-async bodies, as nodes with the type that they have.

At most one operand has an effect wherever C++ leaves the order of operands open.
"""

from maybe_tree import Node


class Place:
    """What may stand at a point of the program."""

    def __init__(self, mode, dot, callables=(), variables=()):
        self.mode, self.dot = mode, dot  # the mode, and the world's name with the dot or arrow behind it
        self.callables, self.variables = list(callables), list(variables)
        self.own = set()  # the names that this block declares
        self.result, self.yields = "int", False
        self.loop = self.switch = self.plain = self.generator = False

    def inner(self, **changes):
        place = Place(self.mode, self.dot, self.callables, self.variables)
        for name in ("result", "yields", "loop", "switch", "plain", "generator"):
            setattr(place, name, changes.get(name, getattr(self, name)))
        return place

    def names(self, type):
        """The variables of the type that are visible."""
        seen = {}
        for name, kind in self.variables:
            seen[name] = kind
        return [name for name, kind in seen.items() if kind == type]

    @property
    def object(self):
        return "*this" if self.dot == "this->" else self.dot[:-1]


class Expressions:
    """`place.plain` means: no awaits, as in a handler."""

    def expression(self, type, place, depth=0):
        kinds = [(k, w, a) for k, w, a in EXPRESSIONS[type] if self.has(k)]
        if place.plain or not self.has("await"):
            kinds = [k for k in kinds if not k[2]]
        if depth > 4 or self.chance(0.1 * depth):
            kinds = [k for k in kinds if k[0] in SHORT] or kinds
        if depth > 12:
            kinds = [k for k in kinds if k[0] in ENDS]
        kinds = [k for k in kinds if not k[0].endswith("-var") or place.names(NEEDS.get(k[0], type))]
        if place.generator and not self.has("generator-closure"):
            kinds = [k for k in kinds if k[0] != "await-closure"]
        if not place.callables:
            kinds = [k for k in kinds if k[0] != "await-call"]
        kind = self.random.choices([k[0] for k in kinds], [k[1] for k in kinds])[0]
        made = FORMS.get(kind) or getattr(self, "make_" + kind.replace("-", "_"))
        if not callable(made):
            return Node(type, *self.filled(made, place, depth + 1))
        return made(place, depth + 1)

    def filled(self, form, place, depth):
        """The pieces of a form: `int`, `bool`, `token`, `bundle` in < > are expressions, @ is the world,
        % a new name, # a literal, $ a variable of the type behind it."""
        parts = []
        for piece in form.replace("<", "\0<").replace(">", ">\0").split("\0"):
            if piece in ("<int>", "<bool>", "<token>", "<bundle>"):
                parts.append(self.expression(piece[1:-1], place, depth))
                continue
            piece = piece.replace("{lt}", "<").replace("{gt}", ">").replace("@", place.dot)
            for type in ("int", "token"):
                while "$" + type in piece:
                    name = self.random.choice(place.names(type))
                    piece = piece.replace("$" + type, name, 1)
            while "%" in piece:
                piece = piece.replace("%", f'"{self.name("x")}"', 1)
            while "#" in piece:
                piece = piece.replace("#", str(self.random.randint(0, 5)), 1)
            if "SITE" in piece:
                piece = piece.replace("SITE", f"{self.site()}, {self.random.randint(0, 15)}")
            parts.append(piece.replace("WORLD", place.object).replace("MODE", place.mode))
        return parts

    def make_lambda(self, place, reference=True, type="int"):
        """A maybe-async closure; its text, which has no effect if it captures by reference."""
        x = self.name("y")
        inner = place.inner(loop=False, switch=False, plain=False, result=type, yields=False)
        inner.variables.append((x, "int"))
        capture, dot = "&", None
        if not reference:
            t = self.name("c")
            capture = f'&, {t} = token("{t}")'
            inner.variables.append((t, "constant"))
        body = self.body(inner, min(self.budget, 3))
        if not reference and self.chance(0.7):
            body.parts.insert(0, Node("statement", f"{t}.use({x});"))
        head = f"[{capture}] [[async::maybe]] (int {x}) -> async::maybe<{place.mode}, {type}> "
        return Node("lambda", head, body)

    def make_await_closure(self, place, depth):
        reference = self.chance(0.6) or not self.has("owning-closure")
        closure = self.make_lambda(place, reference)
        number = self.expression("int", place, depth) if reference else Node("int", "4")
        form = self.random.choice(("called", "apply", "twice"))
        if form == "called":
            return Node("int", "(co_await ", closure, "(", number, "))")
        if form == "apply":
            return Node("int", f"(co_await apply<{place.mode}>(", closure, ", ", number, "))")
        return Node("int", f"(co_await twice({place.object}, ", closure, ", ", number, "))")

    def make_await_call(self, place, depth):
        """A function of the program, of the type that fits or of one that gives an int."""
        form, type = self.random.choice(place.callables)
        before, after = form.split("{}")
        call = ("co_await " + before, self.expression("int", place, depth), after)
        if type == "token":
            return Node("int", "(", *call, ").use(3)")
        if type == "void":
            return Node("int", "(", *call, ", 1)")
        return Node("int", "(", *call, ")")


# Kinds of expressions by type: the name, the weight, whether it has an await.
EXPRESSIONS = {
    "int": [
        ("literal", 1, False), ("int-var", 3, False), ("say", 2, False), ("note", 1, False),
        ("get", 6, True), ("ask", 1, True), ("await-call", 8, True), ("await-closure", 2, True), ("comma", 1, False),
        ("void-comma", 1, True), ("and-or", 3, False), ("conditional", 3, False), ("plus", 1, False),
        ("times", 1, False), ("minus", 1, False), ("use", 3, False), ("use-var", 3, False),
        ("subscript-var", 1, False), ("call-var", 1, False), ("shift-var", 1, False),
        ("number", 1, False), ("member-use", 1, False), ("pair-sum", 1, False), ("taken", 1, False),
        ("take", 2, True), ("table", 2, False), ("assign-var", 1, False), ("add-var", 2, False),
        ("table-add", 1, False), ("ref-add-var", 1, True), ("ref-var", 1, True), ("step-var", 1, True),
        ("box", 2, True), ("size", 1, True), ("join", 1, True), ("macro", 1, False),
        ("called", 1, True), ("subscripted", 1, True), ("friend", 1, True), ("static", 1, True),
        ("half", 1, True), ("fail", 1, False), ("await-fail", 1, True), ("throwing", 1, False),
        ("cast", 1, False), ("array", 1, False), ("same-var", 1, True), ("stringised", 1, True),
        ("choice-of-calls", 1, True), ("deref", 1, True), ("negated", 1, True),
        ("plain-closure", 1, False), ("chained-var", 1, False),
    ],
    "bool": [
        ("on", 2, False), ("test", 3, True), ("equal", 1, False), ("less", 1, False),
        ("not", 1, False), ("and", 2, False), ("or", 2, False), ("conditional-bool", 1, False),
        ("truth", 2, False), ("comma-bool", 1, False), ("not-await", 1, True),
    ],
    "token": [
        ("token", 2, False), ("braces", 1, False), ("make", 4, True), ("moved-var", 1, False),
        ("part", 1, True), ("unboxed", 1, True), ("conditional-token", 2, False),
        ("comma-token", 1, False),
    ],
    "bundle": [("aggregate", 1, False), ("pair", 1, False), ("both", 2, True), ("conditional-bundle", 1, False)],
}
SHORT = {"literal", "int-var", "say", "ask", "on", "test", "token", "make", "both", "pair"}
ENDS = {"literal", "int-var", "say", "on", "token", "pair"}
NEEDS = {
    "moved-var": "token", "use-var": "token", "subscript-var": "token", "call-var": "token",
    "shift-var": "token", "same-var": "token", "chained-var": "token",
}
FORMS = {
    "literal": "#", "int-var": "$int", "say": "say(%)", "note": "note(%, <int>)",
    "get": "co_await @get(%, <int>)", "ask": "co_await @get(%)", "comma": "(<int>, <int>)",
    "void-comma": "(co_await @tell(%, <int>), <int>)", "and-or": "static_cast{lt}int{gt}(<bool>)",
    "conditional": "(<bool> ? <int> : <int>)", "plus": "(<int> + #)", "times": "(# * <int>)",
    "minus": "-(<int>)", "use": "(<token>).use(<int>)", "use-var": "$token.use(<int>)",
    "subscript-var": "$token[<int>]", "call-var": "$token(<int>)",
    "shift-var": "($token {lt}{lt} <int> {lt}{lt} <int>).value", "number": "(<bundle>).number",
    "member-use": "(<bundle>).part.use(<int>)", "pair-sum": "pair_sum(<bundle>)",
    "taken": "traced_take(<token>, #)", "take": "(co_await @take(<token>, #))",
    "table": "tb[<int>]", "assign-var": "($int = <int>)", "add-var": "($int += <int>)",
    "table-add": "(tb[<int>] += <int>)", "ref-add-var": "((co_await @ref(%, $int)) += <int>)",
    "ref-var": "(co_await @ref(%, $int))", "step-var": "++(co_await @ref(%, $int))",
    "box": "(co_await @box(%, <int>))->use(<int>)",
    "size": "static_cast{lt}int{gt}((co_await @text(%)).size())",
    "join": "join(co_await @text(%), #)", "macro": "IDENTITY(<int>)",
    "called": "(co_await (WORLD)(<int>))", "subscripted": "(co_await (WORLD)[<int>])",
    "friend": "(co_await befriended(WORLD, <int>))", "static": "(co_await world{lt}MODE{gt}::once(<int>))",
    "half": "co_await @half(<int>)", "fail": "fail(%, <bool>)", "await-fail": "co_await @fail(%, <bool>)",
    "throwing": "(<bool> ? throw error_a{%} : <int>)", "cast": "int{<int>}",
    "array": "std::array{lt}int, 2{gt}{<int>, <int>}[1]", "same-var": "(co_await @same($token)).use(<int>)",
    "stringised": "SHOWN(<int>)",
    "choice-of-calls": "(co_await (<bool> ? @get(%, #) : @get(%, <int>)))",
    "deref": "(*co_await @box(%)).use(<int>)", "negated": "-co_await @get(%, <int>)",
    "plain-closure": "([&] { return say(%) + #; }())", "chained-var": "$token.self(<int>).self(<int>).use(<int>)",
    "on": "on(SITE)", "test": "co_await @test(SITE)", "equal": "(<int>) == #", "less": "(<int>) {lt} #",
    "not": "!(<bool>)", "not-await": "!co_await @test(SITE)", "and": "(<bool> && <bool>)",
    "or": "(<bool> || <bool>)", "conditional-bool": "(<bool> ? <bool> : <bool>)",
    "truth": "static_cast{lt}bool{gt}(<token>)", "comma-bool": "(<int>, <bool>)",
    "token": "token(%, <int>)", "braces": "token{%, <int>}", "make": "co_await @make(%, <int>)",
    "moved-var": "std::move($token)", "part": "(co_await @both(%, <int>)).part",
    "unboxed": "std::move(*co_await @box(%, <int>))", "conditional-token": "(<bool> ? <token> : <token>)",
    "comma-token": "(<int>, <token>)", "aggregate": "bundle{<int>, <token>}",
    "pair": "bundle_of(<token>, #)",
    "both": "co_await @both(%, <int>)", "conditional-bundle": "(<bool> ? <bundle> : <bundle>)",
}
