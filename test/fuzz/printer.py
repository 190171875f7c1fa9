"""Prints a program's tree as C++ source."""

from tree import Bare

# Whether functions are templates, in which all droppable types and all calls depend on a parameter.
templates = False  # pylint: disable=invalid-name
DEPENDENT = ("movable", "told", "fixed", "both", "owner")


def type_outside(name):
    """A type in a signature."""
    return f"typename Types::{name}" if templates and name in DEPENDENT else name


def made(obj, form):
    """The expression that makes `obj` in one of the forms: braces, make, amake."""
    if obj.type == "both":
        (a, x), (b, y) = obj.parts
        return f'both{{movable{{"{a}", {x}}}, told{{"{b}", {y}}}}}'
    if obj.type == "owner":
        (a, x), (b, y) = obj.parts
        return f'owner{{"{a}", {x}, "{b}", {y}}}'
    if obj.type == "vector":
        (a, x), (b, y) = obj.parts
        return f'make_vector("{a}", {x}, "{b}", {y})'
    arguments = f'"{obj.name}", {obj.flags}' + ("" if obj.truth is None else f", {text(obj.truth)}")
    if obj.type == "plain":
        return f'plain{{"{obj.name}"}}'
    if form == "make":
        return f"make<{obj.type}>({arguments})"
    if form == "amake":
        return f"co_await amake<{obj.type}>({arguments})"
    return f"{obj.type}{{{arguments}}}"


def in_expression(obj, form):
    shown = made(obj, form)
    return f"({shown})" if form == "amake" else shown


def text(e):
    """An expression."""
    kind = e.kind
    if kind == "literal":
        return str(e.value)
    if kind == "say":
        return f'say("{e.text}")'
    if kind == "current":
        return "(current(), 1)"
    if kind == "fail":
        return f'fail("{e.text}", on({e.site}, {e.pattern}) ? {e.error} : 0)'
    if kind == "on":
        return f"on({e.site}, {e.pattern})"
    if kind == "turn":
        return f"turn({e.site}, {e.ways})"
    if kind == "use":
        return f"{e.variable}.use({text(e.argument)})"
    if kind == "temporary":
        return f"{in_expression(e.object, e.form)}.use({text(e.argument)})"
    if kind == "comma":
        return f"({text(e.first)}, {text(e.second)})"
    if kind == "choice":
        return f"({text(e.test)} ? {text(e.yes)} : {text(e.no)})"
    if kind in ("and", "or"):
        return f"static_cast<int>({text(e.first)} {'&&' if kind == 'and' else '||'} {text(e.second)})"
    if kind == "call":
        argument = "" if e.argument is None else argument_text(e.argument)
        call = f"(co_await {e.function}{'<Types>' if templates else ''}({argument}))"
        if e.result == "void":
            return f"({call[1:-1]}, 1)"
        return f"{call}.use()" if e.result == "movable" else call
    raise KeyError(kind)


def argument_text(a):
    return f"std::move({a.variable})" if a.kind == "moved" else made(a.object, a.form)


def source_text(s):
    """The right side of a declaration or assignment."""
    return f"std::move({s.variable})" if s.kind == "moved" else made(s.object, s.form)


def declared(s):
    """A declaration, without the semicolon."""
    if s.kind == "moved_into":
        return f"auto {s.variable} = std::move({s.source})"
    obj = s.object
    if s.form == "auto" or obj.type in ("vector",):
        return f"auto {s.variable} = {made(obj, 'braces')}"
    if s.form in ("make", "amake"):
        return f"auto {s.variable} = {made(obj, s.form)}"
    if s.form == "bound":
        return f"auto&& {s.variable} = {made(obj, 'make')}"
    shown = made(obj, "braces")
    opening = shown.index("{")
    return f"{shown[:opening]} {s.variable}{shown[opening:]}"


class Printer:
    def __init__(self, result):
        self.lines, self.depth, self.result = [], 1, result

    def line(self, shown):
        self.lines.append("  " * self.depth + shown)

    def block(self, opening, body, closing="}"):
        if isinstance(body, Bare) and body.alone():
            opening, closing = opening[:-1].rstrip(), closing[1:].strip()
        self.line(opening)
        self.depth += 1
        self.statements(body)
        self.depth -= 1
        if closing:
            self.line(closing)

    def statements(self, body):
        for s in body:
            getattr(self, "print_" + s.kind)(s)

    def print_expression(self, s):
        self.line(f"{text(s.value)};")

    def print_discard(self, s):
        self.line(f"{made(s.object, s.form)};")

    def print_declare(self, s):
        self.line(declared(s) + ";")

    print_moved_into = print_declare

    def print_count(self, s):
        self.line(f"int {s.variable} = {text(s.value)};")
        self.line(f'std::printf("%d\\n", {s.variable});')

    def print_block(self, s):
        self.block("{", s.body)

    def head(self, s):
        init = declared(s.init) + "; " if s.init else ""
        if s.condition:
            return init + declared(s.condition)
        return init + text(s.test)

    def print_if(self, s):
        self.block(f"if ({self.head(s)}) {{", s.yes, "} else {" if s.no else "}")
        if s.no:
            self.depth += 1
            self.statements(s.no)
            self.depth -= 1
            self.line("}")

    def print_switch(self, s):
        self.line(f"switch ({self.head(s)}) {{")
        for case in s.cases:
            label = "default" if case.default else f"case {case.value}"
            self.block(f"  {label}: {{", case.body, "  }")
            if case.stops:
                self.line("  break;")
        self.line("}")

    def print_while(self, s):
        head = declared(s.condition) if s.condition else text(s.test)
        self.block(f"while ({head}) {{", s.body)

    def print_do(self, s):
        self.block("do {", s.body, f"}} while ({text(s.test)});")

    def print_for(self, s):
        init = declared(s.init) if s.init else ""
        step = f" {text(s.step)}" if s.step else ""
        test = declared(s.condition) if s.condition else text(s.test)
        self.block(f"for ({init}; {test};{step}) {{", s.body)

    def print_range(self, s):
        init = declared(s.init) + "; " if s.init else ""
        if s.object.type == "vector":
            head = f"movable& {s.variable} : {made(s.object, 'make')}"
        else:
            head = f"int {s.variable} : {made(s.object, s.form)}.numbers()"
        self.block(f"for ({init}{head}) {{", s.body)

    def print_try(self, s):
        self.line("try {")
        self.depth += 1
        self.statements(s.body)
        for handler in s.handlers:
            self.depth -= 1
            name = handler.variable
            what = "..." if handler.error is None else f"error_{handler.error}& {name}"
            self.line(f"}} catch ({what}) {{")
            self.depth += 1
            if handler.error is not None:
                self.line(f'say(("caught " + {name}.text).c_str());')
                if handler.marks:
                    self.line(f'{name}.text += "!";')
            self.statements(handler.body)
        self.depth -= 1
        self.line("}")

    def print_throw(self, s):
        value = f'error_{s.error}{{{"{" if s.error == "b" else ""}"{s.text}"{"}" if s.error == "b" else ""}}}'
        if s.operand:
            value = f"({text(s.operand)}, {value})"
        self.line(f"throw {value};")

    def print_rethrow(self, s):
        self.line("rethrow();" if s.called else "throw;")

    def print_leave(self, s):
        self.line(f"{s.how};")

    def print_return(self, s):
        if self.result == "void":
            self.line("co_return;")
        elif self.result == "movable":
            self.line(f"co_return {source_text(s.source)};")
        else:
            self.line(f"co_return {text(s.value)};")

    def print_return_name(self, s):
        self.line(f"co_return {s.variable};")

    def print_goto(self, s):
        self.line(f"goto {s.label};")

    def print_labelled(self, s):
        self.block("{", s.body)
        self.statements(s.between)
        self.line(f"{s.label}:;")

    def print_again(self, s):
        self.line(f"{s.label}:;")
        self.statements(s.body)
        self.line(f"if ({text(s.test)}) goto {s.label};")

    def print_assign(self, s):
        self.line(f"{s.variable} = {source_text(s.source)};")

    def print_new(self, s):
        self.line(f"auto* {s.variable} = new {made(s.object, 'braces')};")

    def print_delete(self, s):
        self.line(f"delete {s.variable};")

    def print_drop_early(self, s):
        self.line(f"co_await async::drop({s.variable});")

    def print_yield(self, s):
        self.line("co_await async::this_task::yield();")

    def print_release(self, s):
        self.line(f"async::release({s.variable});")


def program_text(program):
    lines = [f"namespace p{program.number} {{"]
    for f in program.functions:
        parameter = "" if f.parameter is None else f"{type_outside(f.parameter.type)} {f.parameter.name}"
        if templates:
            lines.append("template <class Types>")
        lines.append(f"async::task<{type_outside(f.result)}> {f.name}({parameter}) {{")
        if templates:
            lines += [f"  using {each} [[maybe_unused]] = typename Types::{each};" for each in DEPENDENT]
        printer = Printer(f.result)
        printer.statements(f.body)
        lines += printer.lines + ["}"]
    return "\n".join(lines + ["}  // namespace p%d" % program.number, ""])


def unit_text(programs):
    """A translation unit that runs the programs one after the other."""
    arguments = "<fuzzed::types>" if templates else ""
    calls = "".join(f"  co_await run({p.number}, &p{p.number}::entry{arguments});\n" for p in programs)
    return (
        '#include "fuzzed.hpp"\n\nusing namespace fuzzed;\n\n'
        + "\n".join(program_text(p) for p in programs)
        + "\n[[async::main(async::current_thread)]] async::task<void> all_programs() {\n"
        + "  async::set_suppressed_exception_handler(&report_suppressed);\n"
        + calls
        + "}\n"
    )
