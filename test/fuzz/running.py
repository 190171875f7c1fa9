"""Compiles and runs what the fuzzers print: traces by program, the wrong ones of a batch, options."""

import argparse
import os
import subprocess


class Failure(Exception):
    """The compiler or the program went wrong: `kind` is the step, `text` what was said."""

    def __init__(self, kind, text):
        self.kind, self.text = kind, text


def compiled(options, source, binary, kind="compile", compiler=None, flags=()):
    """What was said. Builds the binary by what asyncc makes of the file, or by `compiler` alone."""
    command = [compiler] if compiler else [f"{options.build}/bin/asyncc", options.compiler]
    command += ["-std=c++20", "-g" if options.sanitize else "-g0", *flags]
    if options.sanitize:
        command += ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
    command += [f"-{options.optimize}", source, "-o", binary, "-I" + options.inputs]
    command += [f"-I{options.include}", f"-I{options.build}/include"]
    command += [f"{options.build}/runtime/libasync.a", "-pthread"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    if done.returncode != 0:
        raise Failure(kind, done.stderr[:200000])
    return done.stderr


def traces(binary, *arguments):
    """What each program printed, by number; and what went wrong after the last of them."""
    limited = ["bash", "-c", 'ulimit -f 65536; exec timeout 20 "$@"', "run", binary, *arguments]
    with open(binary + ".out", "wb") as out, open(binary + ".err", "wb") as err:
        status = subprocess.run(limited, stdout=out, stderr=err).returncode
    found, current = {}, None
    with open(binary + ".out", errors="replace") as out:
        for line in out.read(32 << 20).splitlines():
            if line.startswith("== "):
                current = found.setdefault(int(line[3:]), [])
            elif current is not None:
                current.append(line)
    if status != 0:
        with open(binary + ".err", errors="replace") as err:
            last = [f"status {status}"] + err.read(6000).splitlines()
        if current is None:
            raise Failure("run", "\n".join(last))
        current.extend(last)
    return found


def suspects(batch, wrong):
    """The programs of a batch that may be wrong: a failure of the whole is narrowed down by halves."""
    try:
        return wrong(batch)
    except Failure:
        if len(batch) == 1:
            return batch
        half = len(batch) // 2
        return suspects(batch[:half], wrong) + suspects(batch[half:], wrong)


def arguments(description, features):
    """The command line that the fuzzers share."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("build", help="the build folder of asyncc")
    parser.add_argument("source", help="its source folder")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--first", type=int, default=0, help="the number of the first program")
    parser.add_argument("--programs", type=int, default=100)
    parser.add_argument("--size", type=int, default=30, help="the most statements of a program")
    parser.add_argument(
        "--without", type=lambda text: text.split(","), default=(), help=f"what to leave out: {features}"
    )
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--per-file", type=int, default=50)
    parser.add_argument("--sanitize", action="store_true", help="with ASan and UBSan")
    parser.add_argument("--optimize", default="O0")
    parser.add_argument("--reduce", action="store_true", help="shrink a wrong program")
    parser.add_argument("--most", type=int, default=1, help="stop after so many wrong programs")
    parser.add_argument("--templates", action="store_true", help="functions are templates (drop.py)")
    parser.add_argument("--show", action="store_true", help="print the programs, compile nothing")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    options.inputs = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs")
    options.include = os.path.join(options.source, "runtime", "include")
    return options
