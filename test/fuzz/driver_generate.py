"""Random projects for driver.py: a source, its headers, and flags.

A text is a list of pieces. Each piece is printed as written or with its annotations taken out; nothing
else differs, so the second text has to pass through asyncc as it is.
"""

import random
import shlex

# How an annotation may be spelt; {0} is its name.
SPELLINGS = [
    "[[async::{0}]]",
    "[[ async :: {0} ]]",
    "[[using async: {0}]]",
    "<:<:async::{0}:>:>",
    "[[async::\\\n{0}]]",
    "[[as\\\nync::{0}]]",
    "[[/* a note ]] */async::{0}]]",
    "[[gnu::cold, async::{0}]]",
    "[[async::{0}, gnu::cold]]",
    "[[gnu::cold]] [[async::{0}]]",
]
LIBRARY = "#include <async/drop.hpp>\n#include <async/mode.hpp>\n#include <async/task.hpp>\n"
FLAGS = {
    "-std": ["-std=c++20", "-std=gnu++20", "-std=c++2b"],
    "optimize": ["-O0", "-O1", "-O2", "-Os"],
    "debug": ["", "-g", "-g1", "-gsplit-dwarf"],
    "pic": ["", "-fPIC", "-fPIE"],
    "warn": ["", "-Wall -Wextra", "-w", "-Wshadow -Wconversion"],
    "define": ["", "-DVALUE=3", "-D'TEXT=\"a b\"' -UTEXT", "-DASYNC -DMARK=1"],
    "visible": ["", "-fvisibility=hidden", "-ffunction-sections", "-fno-strict-aliasing"],
}


class Project:
    """`files(annotated)`: texts by name; main.cpp is the source."""

    def __init__(self, number, seed):
        self.random = random.Random(f"{seed}/{number}/driver")
        self.number, self.counter = number, 0
        self.newline = self.random.choice(["\n", "\n", "\n", "\r\n"])
        self.flags = [f for choices in FLAGS.values() for f in shlex.split(self.random.choice(choices))]
        self.headers = {}  # name -> pieces
        self.search, self.forced = [], []
        self.main = [self.includes()] + self.pieces(self.random.randint(2, 6))
        if self.random.random() < 0.2:
            self.main.append(("#line 7 \"elsewhere.inc\"\n", None))
            self.main += self.pieces(1)
        self.at_end = self.random.choice(["\n", "\n", "", "\n\n\n", "// the last line", "/* */\\\n"])

    def files(self, annotated):
        texts = {name: self.printed(pieces, annotated) for name, pieces in self.headers.items()}
        texts["main.cpp"] = self.printed(self.main, annotated) + self.at_end
        return {name: text.replace("\n", self.newline) for name, text in texts.items()}

    @staticmethod
    def printed(pieces, annotated):
        return "".join(text if plain is None or annotated else plain for text, plain in pieces)

    def name(self, stem):
        self.counter += 1
        return f"{stem}_{self.counter}"

    def includes(self):
        """Headers with pieces of their own, reached in one of several ways."""
        text = LIBRARY
        for _ in range(self.random.randint(0, 2)):
            name = self.name("header")
            own = [(LIBRARY, None)]
            own += self.pieces(self.random.randint(1, 3))
            if self.random.random() < 0.5:
                own.insert(0, ("#pragma once\n", None))
            else:
                own.insert(0, (f"#ifndef {name.upper()}\n#define {name.upper()}\n", None))
                own.append((f"#endif // {name}\n", None))
            how = self.random.choice(["beside", "folder", "-I", "-isystem", "macro", "twice", "-include"])
            if how in ("-I", "-isystem"):
                folder = f"search {self.counter}" if self.random.random() < 0.3 else f"search{self.counter}"
                self.headers[f"{folder}/{name}.hpp"] = own
                self.search += [how, folder]
                text += f"#include <{name}.hpp>\n"
            elif how == "folder":
                self.headers[f"sub/{name}.hpp"] = own
                text += f"#  include \"sub/{name}.hpp\" // what it has\n"
            elif how == "-include":
                self.headers[f"{name}.hpp"] = own
                self.forced += ["-include", f"{name}.hpp"]
            elif how == "macro":
                self.headers[f"{name}.hpp"] = own
                text += f"#define THE_{name} \"{name}.hpp\"\n#include THE_{name}\n"
            else:
                self.headers[f"{name}.hpp"] = own
                text += f"#include \"{name}.hpp\"\n" * (2 if how == "twice" else 1)
        return text, None

    def pieces(self, count):
        makers = [self.plain, self.odd, self.conditional, self.place, self.drop, self.drop, self.maybe,
                  self.drop_by_macro]
        return [self.random.choice(makers)() for _ in range(count)]

    def marked(self, name):
        """An annotation, and what is left without it."""
        spelling = self.random.choice(SPELLINGS)
        rest = "[[gnu::cold]]" if "gnu::cold" in spelling else ""
        return spelling.format(name), rest

    def plain(self):
        n = self.name("plain")
        return self.random.choice([
            f"template <class T> constexpr T {n}(T a, T b) {{ return a < b ? b : a; }}\nstatic_assert({n}(1, 2) == 2);\n",
            f"struct {n} {{\n\tint a = 1;   // [[async::drop]]\n  auto operator<=>({n} const&) const = default;\n}};\n",
            f"namespace {n} {{ enum class kind : unsigned char {{ a, b, }}; }}\n",
            f"inline int {n}(int x) {{ auto f = [=](auto... y) {{ return (x + ... + y); }}; return f(1, 2); }}\n",
            f"template <class... T> struct {n} {{ static constexpr auto count = sizeof...(T); }};\n\f\n",
        ]), None

    def odd(self):
        n = self.name("odd")
        return self.random.choice([
            f"inline const char* {n} = \"[[async::drop]] \\\" // no /* comment\";\n",
            f"inline const char* {n} = R\"x([[async::maybe]]\n)\" ?async )x\";\n",
            f"/* [[async::main(x)]]\n   ?async */ inline int {n} = 'a' + '\\'';\n",
            f"// a comment that goes on \\\n[[async::drop]] nothing\ninline int {n} = 1'000'000;\n",
            f"#define {n.upper()}(x) #x \"[[async::\" /* x */\ninline const char* {n} = {n.upper()}([[a]] + b);\n",
            f"inline int {n}() <% return 1; %>\n",
            f"inline int \\u00e9{n} = 2; inline int a{n}\\\nb = 3;\n",
            f"inline const char8_t* {n} = u8\"\u00e4\u00f6 [[async\"; // \u4f60\u597d\n",
            f"_Pragma(\"GCC diagnostic push\")\n#pragma GCC diagnostic ignored \"-Wunused\"\nstatic int {n};\n"
            "_Pragma(\"GCC diagnostic pop\")\n",
            f"inline int {n} = \"ab\"<:0:>;\n",
        ]), None

    def conditional(self):
        n = self.name("cond")
        return self.random.choice([
            f"#if 0\n[[async::drop]] it isn't C++ at all\n#endif\n",
            f"#ifdef NEVER_{n}\n[[async::maybe]] #error no\n#else\ninline int {n} = 1;\n#endif\n",
            f"#if VALUE == 3\ninline int {n} = VALUE;\n#elif defined(MARK)\ninline long {n} = MARK;\n#else\ninline char {n} = 0;\n#endif\n",
            f"#if __has_cpp_attribute(async::drop) > 5\n#error it has\n#endif\n#if __has_include(<async/task.hpp>)\ninline int {n};\n#endif\n",
        ]), None

    def place(self):
        """What tells where it stands."""
        n = self.name("place")
        return self.random.choice([
            f"inline int {n} = __LINE__;\n",
            f"inline const char* {n} = __FILE__;\n",
            f"#include <source_location>\ninline auto {n} = std::source_location::current();\n",
            f"#include <cassert>\ninline void {n}(int x) {{ assert(x > 0 &&\n  \"two lines\"); }}\n",
        ]), None

    def drop(self):
        """A class with a drop and a coroutine that has one as a local."""
        n = self.name("file")
        mark, rest = self.marked("drop(open)")
        body = self.random.choice([
            f"  {n} a;\n  a.f();\n  co_return 1;\n",
            f"  for (int i = 0; i < 2; ++i) {{\n    {n} a;\n    if (a.f()) continue;\n  }}\n  co_return 2;\n",
            f"  if ({n} a; a.f()) co_return 3; else {{ {n} b, c; }}\n  co_return 4;\n",
            f"  try {{ {n} a; throw 1; }} catch (int x) {{ {n} b; co_return x; }}\n",
            f"  auto f = []() -> async::task<int> {{ {n} a; co_return a.f(); }};\n\tco_return co_await f();\n",
        ])
        where = self.random.choice(["inline", "static", "inline", "template <class>"])
        use = "[[maybe_unused]] " if where == "static" else ""
        coroutine = f"{use}{where} async::task<int> of_{n}() {{\n{body}}}\n"

        def text(annotation):
            return (f"struct {n} {{\n  bool open = true;\n  {n}() = default;\n  {n}({n}&& o) : open(o.open) {{ o.open = false; }}\n"
                    f"  {annotation} async::task<void> close() {{ open = false; co_return; }}\n"
                    f"  bool f() const {{ return open; }}\n}};\n" + coroutine)

        return text(mark), text(rest)

    def drop_by_macro(self):
        n = self.name("held")
        text = (f"#define DROPS_{n} [[async::drop]]\nstruct {n} {{\n  {n}() = default;\n  {n}({n} const&) = delete;\n"
                f"  DROPS_{n} async::task<void> close() noexcept {{ co_return; }}\n}};\n"
                f"#define SCOPE_{n} {{ {n} x; (void)x; }}\n"
                f"inline async::task<void> of_{n}() {{\n  {n} y;\n  co_return;\n}}\n")
        return text, text.replace("[[async::drop]]", "")

    def maybe(self):
        """A function for both modes."""
        n = self.name("twice")
        mark, rest = self.marked("maybe")
        body = self.random.choice([
            "  if (x < 1) co_return 0;\n  co_return x + co_await {n}<M>(x - 1);\n",
            "  int sum = 0;\n  for (int i = 0; i < x; ++i) sum += co_await {n}<M>(0);\n  co_return sum;\n",
            "  auto f = [&] { return x; };\n  co_return f();\n",
            "  try {\n    if (x > 5) throw x;\n  } catch (int y) {\n    co_return y;\n  }\n  co_return x;\n",
        ]).replace("{n}", n)
        head = "template <async::mode M>\n{mark} async::maybe<M, int> " + n + "(int x) {\n" + body + "}\n"
        uses = "inline int now_{n}() {{ return {n}<async::blocking>(3); }}\n".format(n=n)
        text = head.replace("{mark}", mark) + uses
        # Without the annotation it is a coroutine for one mode.
        return text, head.replace("{mark}", rest).replace("async::maybe<M, int>", "async::task<int>")
