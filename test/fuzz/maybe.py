#!/usr/bin/env python3
"""Compares the modes of random maybe-async programs: blocking, suspending, and suspending without asyncc.

The annotated source is valid C++: clang++ compiles it as it is, and what that prints is what the two modes of
the lowered program have to print. A difference in the traces, a compile error or a crash prints the program and ends
the run with status 1.
"""

import os
import re
import sys
import tempfile

from maybe_generate import FEATURES, Generator
from maybe_tree import reduced
from running import Failure, arguments, compiled, suspects, traces

# What asyncc says of forms that g++ 12 miscompiles and that it does not rewrite.
WARNING = r"warning: .*\[async-gcc-await\]"
REFERENCE = "clang++-19"
# What g++ 12 gets wrong by itself: it destroys a variable in the condition of a for before the increment, and
# evaluates the elements of an array with awaits in the wrong order.
KNOWN = {"g++": ["for-condition", "array-awaits"]}


def unit_text(programs):
    """A translation unit that runs the programs one after the other, in the mode that it is told."""
    both = [(p.number, f"p{p.number}::entry<async::%s>()") for p in programs]
    blocking = "".join(f"    run({n}, [] {{ return {e % 'blocking'}; }});\n" for n, e in both)
    suspending = "".join(
        f"  run({n}, [] {{ return async::block_on({e % 'suspending'}); }});\n" for n, e in both
    )
    return (
        '#include "fuzzed_maybe.hpp"\nusing namespace fuzzed;\n\n'
        + "\n".join(p.text() for p in programs)
        + "\nint main(int argc, char** argv) {\n#ifndef PLAIN\n  if (argc > 1) {\n"
        + blocking
        + "    return 0;\n  }\n#endif\n"
        + suspending
        + "}\n"
    )


class Comparison:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.warned = set()  # numbers of programs that asyncc warned of

    def all_traces(self, programs):
        """The traces of the reference and of the two modes, each by program."""
        source, binary = os.path.join(self.folder, "unit.cpp"), os.path.join(self.folder, "unit")
        with open(source, "w") as file:
            file.write(unit_text(programs))
        compiled(self.options, source, binary + "-plain", "reference", REFERENCE, ["-DPLAIN", "-w"])
        said = compiled(self.options, source, binary)
        self.warned.update(p.number for p in self.named(programs, said, WARNING))
        return traces(binary + "-plain"), traces(binary, "blocking"), traces(binary)

    def named(self, programs, text, what):
        """The programs whose lines messages of a kind name."""
        starts = {}
        for number, line in enumerate(unit_text(programs).splitlines(), 1):
            if line.startswith("namespace p"):
                starts[int(line[11:-2])] = number
        lines = [int(n) for n in re.findall(r"unit\.cpp:(\d+):\d+: " + what, text)]
        below = {max((p for p in starts if starts[p] <= n), default=None) for n in lines}
        return [p for p in programs if p.number in below]

    def wrong(self, programs):
        """Those whose traces differ. What follows a crash is run again."""
        try:
            found = self.all_traces(programs)
        except Failure as failure:
            self.warned.update(p.number for p in self.named(programs, failure.text, WARNING))
            blamed = self.named(programs, failure.text, "(?:fatal )?error")
            others = [p for p in programs if p not in blamed]
            if not blamed or not others:
                raise
            return blamed + suspects(others, self.wrong)
        missing = [p for p in programs if any(p.number not in t for t in found)]
        differ = [
            p
            for p in programs
            if p not in missing and any(t[p.number] != found[0][p.number] for t in found)
        ]
        if missing and len(programs) > 1:
            half = (len(missing) + 1) // 2
            for part in (missing[:half], missing[half:]):
                differ += suspects(part, self.wrong) if part else []
        return differ if len(programs) > 1 else differ + missing

    def outcome(self, program):
        """None if the program is right, else (kind, the expected trace, what it did)."""
        try:
            plain, blocking, suspending = (t.get(program.number) for t in self.all_traces([program]))
        except Failure as failure:
            first = re.search(r"error: (.*)", failure.text)
            said = re.sub(r"['‘].*?['’]|[0-9]+", "", first[1]) if first else ""
            return f"{failure.kind} {said}".strip(), [], failure.text.splitlines()
        if plain is None or (plain and any("status" in line for line in plain)):
            return "reference", [], plain or []
        for kind, got in (("blocking", blocking), ("suspending", suspending)):
            if got != plain:
                return kind, plain, got or []
        return None


def report(options, program, kind, expected, got):
    print(f"seed {options.seed}, program {program.number}, {options.compiler}: {kind} differs")
    print(program.text())
    same = 0
    while same < min(len(expected), len(got)) and expected[same] == got[same]:
        same += 1
    print("the same:", *expected[max(0, same - 5) : same], sep="\n  ")
    print("expected:", *expected[same : same + 12], sep="\n  ")
    print("got:", *(line[:240] for line in got[same : same + 30]), sep="\n  ", flush=True)


def run(options, folder):
    comparison, wrong = Comparison(options, folder), 0
    for first in range(options.first, options.first + options.programs, options.per_file):
        last = min(first + options.per_file, options.first + options.programs)
        batch = [program(number, options) for number in range(first, last)]
        for p in suspects(batch, comparison.wrong):
            result = comparison.outcome(p)
            if result is None or p.number in comparison.warned:
                continue
            if options.reduce:
                kind = result[0]
                p = reduced(p, lambda q: (comparison.outcome(q) or [None])[0] == kind)
                result = comparison.outcome(p)
            report(options, p, *result)
            wrong += 1
            if wrong >= options.most:
                return wrong
        if options.verbose:
            print(f"{last - options.first} programs, {wrong} wrong", file=sys.stderr, flush=True)
    return wrong


def program(number, options):
    without = [*options.without, *KNOWN.get(options.compiler, [])]
    return Generator(number, options.seed, options.size, without).program()


def main():
    options = arguments(__doc__.splitlines()[0], ", ".join(FEATURES))
    if options.show:
        for number in range(options.first, options.first + options.programs):
            print(program(number, options).text())
        return 0
    with tempfile.TemporaryDirectory() as folder:
        wrong = run(options, folder)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
