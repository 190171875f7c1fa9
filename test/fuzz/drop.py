#!/usr/bin/env python3
"""Compares what programs do after asyncc lowered their async drops with what the rules say.

Random programs are printed as C++ and run; the same trees are interpreted (rules.py). A difference in
the traces, a compile error or a crash prints the program and ends the run with status 1.
"""

import os
import sys
import tempfile

import printer
import running
from generate import Generator
from printer import program_text, unit_text
from reduce import reduced
from rules import Interpreter, TooLong


def program(number, options):
    """The program with this number, and its trace. One that runs too long is replaced."""
    for attempt in range(1000):
        seed = options.seed if attempt == 0 else f"{options.seed}.{attempt}"
        candidate = Generator(number, seed, options.size, options.without).program()
        try:
            return candidate, Interpreter(candidate).run()
        except TooLong:
            pass
    raise RuntimeError("no program is short enough")


class Runner:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder

    def traces(self, programs):
        source, binary = os.path.join(self.folder, "unit.cpp"), os.path.join(self.folder, "unit")
        with open(source, "w") as file:
            file.write(unit_text(programs))
        running.compiled(self.options, source, binary)
        return running.traces(binary)


def outcome(runner, candidate, expected):
    """None if the program is right, else (kind, what it did)."""
    try:
        got = runner.traces([candidate]).get(candidate.number)
    except running.Failure as failure:
        return failure.kind, failure.text[:6000].splitlines()
    return None if got == expected else ("trace", got or [])


def report(options, candidate, expected, kind, got):
    print(f"seed {options.seed}, program {candidate.number}, {options.compiler}: {kind} differs")
    print(program_text(candidate))
    print("expected:", *expected, sep="\n  ")
    print("got:", *got, sep="\n  ", flush=True)


def run(options, folder):
    runner, wrong = Runner(options, folder), 0
    for first in range(options.first, options.first + options.programs, options.per_file):
        last = min(first + options.per_file, options.first + options.programs)
        made = [program(number, options) for number in range(first, last)]
        expected = {p.number: trace for p, trace in made}

        def differs(batch):
            found = runner.traces(batch)
            return [p for p in batch if found.get(p.number) != expected[p.number]]

        for p in running.suspects([p for p, _ in made], differs):
            result = outcome(runner, p, expected[p.number])
            if result is None:
                continue  # it only followed one that crashed
            if options.reduce:
                p = reduced(p, lambda q, t: outcome(runner, q, t), result[0])
                expected[p.number] = Interpreter(p).run()
                result = outcome(runner, p, expected[p.number])
            report(options, p, expected[p.number], *result)
            wrong += 1
            if wrong >= options.most:
                return wrong
        if options.verbose:
            print(f"{last - options.first} programs, {wrong} wrong", file=sys.stderr, flush=True)
    return wrong


def main():
    options = running.arguments(__doc__.splitlines()[0], "features of generate.py and nodes")
    printer.templates = options.templates
    if options.show:
        for number in range(options.first, options.first + options.programs):
            shown, expected = program(number, options)
            print(program_text(shown), "/* expected:", *expected, "*/", sep="\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        wrong = run(options, folder)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
