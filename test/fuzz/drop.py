#!/usr/bin/env python3
"""Compares what programs do after asyncc lowered their async drops with what the rules say.

Random programs are printed as C++ and run; the same trees are interpreted (rules.py). A difference in
the traces, a compile error or a crash prints the program and ends the run with status 1.
"""

import argparse
import os
import subprocess
import sys
import tempfile

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


class Failure(Exception):
    """The compiler or the program went wrong: `kind` is the step, `text` what was said."""

    def __init__(self, kind, text):
        self.kind, self.text = kind, text


class Runner:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder

    def compile(self, programs):
        o = self.options
        source, binary = os.path.join(self.folder, "unit.cpp"), os.path.join(self.folder, "unit")
        with open(source, "w") as file:
            file.write(unit_text(programs))
        command = [f"{o.build}/bin/asyncc", o.compiler, "-std=c++20", "-g0" if not o.sanitize else "-g"]
        if o.sanitize:
            command += ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
        command += [f"-{o.optimize}", source, "-o", binary, "-I" + o.inputs, f"-I{o.include}"]
        command += [f"-I{o.build}/include", f"{o.build}/runtime/libasync.a", "-pthread"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=900)
        if done.returncode != 0:
            raise Failure("compile", done.stderr[:6000])
        return binary

    def traces(self, programs):
        """What each program printed, by number; and what went wrong after the last of them."""
        binary = self.compile(programs)
        limited = ["bash", "-c", 'ulimit -f 4096; exec timeout 20 "$0"', binary]
        with open(binary + ".out", "wb") as out, open(binary + ".err", "wb") as err:
            status = subprocess.run(limited, stdout=out, stderr=err).returncode
        found, current = {}, None
        with open(binary + ".out", errors="replace") as out:
            for line in out.read(4 << 20).splitlines():
                if line.startswith("== "):
                    current = found.setdefault(int(line[3:]), [])
                elif current is not None:
                    current.append(line)
        if status != 0:
            with open(binary + ".err", errors="replace") as err:
                last = [f"status {status}"] + err.read(6000).splitlines()
            if current is not None:
                current.extend(last)
            else:
                raise Failure("run", "\n".join(last))
        return found


def outcome(runner, candidate, expected):
    """None if the program is right, else (kind, what it did)."""
    try:
        got = runner.traces([candidate]).get(candidate.number)
    except Failure as failure:
        return failure.kind, failure.text.splitlines()
    return None if got == expected else ("trace", got or [])


def report(options, candidate, expected, kind, got):
    print(f"seed {options.seed}, program {candidate.number}, {options.compiler}: {kind} differs")
    print(program_text(candidate))
    print("expected:", *expected, sep="\n  ")
    print("got:", *got, sep="\n  ", flush=True)


def suspects(runner, batch, expected):
    """The programs of a batch that may be wrong: a compile error is narrowed down by halves."""
    try:
        found = runner.traces(batch)
        return [p for p in batch if found.get(p.number) != expected[p.number]]
    except Failure:
        if len(batch) == 1:
            return batch
        half = len(batch) // 2
        return suspects(runner, batch[:half], expected) + suspects(runner, batch[half:], expected)


def run(options, folder):
    runner, wrong = Runner(options, folder), 0
    for first in range(options.first, options.first + options.programs, options.per_file):
        last = min(first + options.per_file, options.first + options.programs)
        made = [program(number, options) for number in range(first, last)]
        expected = {p.number: trace for p, trace in made}
        for p in suspects(runner, [p for p, _ in made], expected):
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
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", help="the build folder of asyncc")
    parser.add_argument("source", help="its source folder")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--first", type=int, default=0, help="the number of the first program")
    parser.add_argument("--programs", type=int, default=100)
    parser.add_argument("--size", type=int, default=30, help="the most statements of a program")
    parser.add_argument(
        "--without", type=lambda text: text.split(","), default=(), help="features to leave out"
    )
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--per-file", type=int, default=50)
    parser.add_argument("--sanitize", action="store_true", help="with ASan and UBSan")
    parser.add_argument("--optimize", default="O0")
    parser.add_argument("--reduce", action="store_true", help="shrink a wrong program")
    parser.add_argument("--most", type=int, default=1, help="stop after so many wrong programs")
    parser.add_argument("--show", action="store_true", help="print the programs and expected traces")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    options.inputs = os.path.join(here, "Inputs")
    options.include = os.path.join(options.source, "runtime", "include")
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
