#!/usr/bin/env python3
"""Code that is written once against the same code by hand: machine code at -O2 under both compilers, and the
time to compile a unit that uses one mode. Fails past the bars: identical machine code, no coroutine in a
blocking half, at most 1.1 times the time.

usage: maybe.py BUILD SOURCE
"""
import collections
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

build, source = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
here = os.path.join(source, "test/bench/maybe")
flags = ["-std=c++20", "-O2", "-DNDEBUG", f"-I{source}/runtime/include", f"-I{build}/include", f"-I{here}"]
flags += ["-w", "-fno-asynchronous-unwind-tables", "-fno-ident"]


def functions(assembly):
    """The instructions of each function, by a text in which names and numbers of labels do not count."""
    bodies, lines, numbers = {}, None, {}

    def label(match):
        return f".L{numbers.setdefault(match.group(0), len(numbers))}"

    for line in assembly.splitlines():
        start = re.match(r"([A-Za-z_][\w.$]*):", line)
        if start and not start.group(1).startswith(".L"):
            numbers = {}
            lines = bodies.setdefault(start.group(1), [])
            continue
        text = line.split("#")[0].strip()
        if lines is None or not text or re.match(r"\.(?!L|quad|long|byte)", text):
            continue
        text = re.sub(r"\.L\w+", label, text)
        lines.append(re.sub(r"\b_Z[\w.$]+", "NAME", text))
    return {name: "\n".join(body) for name, body in bodies.items() if body}


def defines(mode):
    return [f"-DMODE=async::{mode}", f"-DSUSPENDS={int(mode == 'suspending')}"]


def assembly(cxx, mode, file, folder):
    out = os.path.join(folder, "out.s")
    subprocess.run([build + "/bin/asyncc", cxx, *defines(mode), *flags, "-S",
                    os.path.join(here, file), "-o", out], check=True)
    with open(out) as text:
        return text.read()


def compile_time(cxx, file, mode):
    command = [cxx, *defines(mode), *flags, "-c", file, "-o", "/dev/null"]
    begin = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - begin


failed = False
with tempfile.TemporaryDirectory() as folder:
    for cxx in ("g++", "clang++-19"):
        for mode, by_hand in (("blocking", "plain.cpp"), ("suspending", "coroutines.cpp")):
            once = assembly(cxx, mode, "once.cpp", folder)
            hand = assembly(cxx, mode, by_hand, folder)
            a = collections.Counter(functions(once).values())
            b = collections.Counter(functions(hand).values())
            same = a == b
            frames = mode == "blocking" and re.search(r"_Znwm|\.resume|\.actor|\.Frame", once)
            failed |= not same or bool(frames)
            print(f"{cxx}, {mode}: {sum(a.values())} functions, "
                  f"{'identical to those' if same else f'{sum((a - b).values())} differ from those'} by hand"
                  + ("; a COROUTINE in it" if frames else ""))
            lowered = os.path.join(folder, "lowered.cpp")
            subprocess.run([build + "/bin/asyncc", "--no-line", f"--cxx={cxx}", os.path.join(here, "once.cpp"),
                            "-o", lowered, "--", *defines(mode), *flags], check=True)
            pairs = [(compile_time(cxx, lowered, mode), compile_time(cxx, os.path.join(here, by_hand), mode))
                     for _ in range(9)]
            ratio = statistics.median(x / y for x, y in pairs)
            failed |= ratio > 1.1
            print(f"  compile time of the unit: {ratio:.2f} (median of 9 pairs; bar 1.1)")
sys.exit(failed)
