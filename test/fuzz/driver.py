#!/usr/bin/env python3
"""Random sources, headers and flags through asyncc: driver.py BUILD SOURCE [--seed N] [--projects N].

* Without annotations the text comes out as it went in, and the object is the compiler's own.
* What comes out of an annotated text, lowered once more, stays as it is.
* It is C++ to g++ and to clang++.
* The launcher writes the object and names the same files in the dependency file as the compiler does for
  the source as it is; nothing else is left behind.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile

from driver_generate import Project


class Wrong(Exception):
    pass


class Tools:
    def __init__(self, options, compiler):
        self.asyncc = f"{options.build}/bin/asyncc"
        self.library = [f"-I{options.source}/runtime/include", f"-I{options.build}/include"]
        self.compiler = compiler
        self.include = f"{options.source}/runtime/include/"
        self.quiet = ["-Wno-attributes"] if "clang" not in compiler else ["-Wno-unknown-attributes"]

    def flags(self, project):
        return project.flags + project.search + project.forced + self.library + self.quiet


def run(command, folder, what, status=0):
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=300)
    if done.returncode != status:
        raise Wrong(f"{what}: status {done.returncode}\n  {' '.join(command)}\n" +
                    done.stderr.decode(errors="replace")[:4000])
    return done.stdout


def written(folder, project, annotated):
    for name, text in project.files(annotated).items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text.encode())


def bytes_of(folder, name):
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()


def prerequisites(folder, name):
    text = bytes_of(folder, name).decode().replace("\\\n", " ")
    words = re.sub(r"(?<!\\) ", "\n", text.split(":", 1)[1]).split("\n")
    return {os.path.normpath(word.replace("\\ ", " ")) for word in words if word.strip()}


def files_in(folder):
    return {os.path.join(at, name) for at, _, names in os.walk(folder) for name in names}


def check_plain(project, tools, folder):
    written(folder, project, False)
    flags = tools.flags(project)
    same = run([tools.asyncc, "--cxx", tools.compiler, "main.cpp", "--", *flags], folder, "lower plain")
    if same != bytes_of(folder, "main.cpp"):
        raise Wrong("without annotations the text changed:\n" + same.decode(errors="replace")[:4000])
    compile_ = [tools.compiler, *flags, "-c", "main.cpp"]
    run(compile_ + ["-o", "one.o"], folder, "the compiler alone")
    before = bytes_of(folder, "one.o")
    run([tools.asyncc] + compile_ + ["-o", "one.o"], folder, "launch plain")
    if bytes_of(folder, "one.o") != before:
        raise Wrong("without annotations the object differs")


def check_annotated(project, tools, folder):
    written(folder, project, True)
    flags = tools.flags(project)
    lowered = run([tools.asyncc, "--cxx", tools.compiler, "main.cpp", "--", *flags], folder, "lower")
    with open(os.path.join(folder, "lowered.cpp"), "wb") as file:
        file.write(lowered)
    # Headers that were inlined are not included once more by force.
    again_flags = [f for f in flags if f not in project.forced] if project.forced else flags
    again = run([tools.asyncc, "--cxx", tools.compiler, "lowered.cpp", "--", *again_flags], folder, "lower again")
    if again != lowered:
        raise Wrong("lowered once more it changed:\n" + again.decode(errors="replace")[:4000])
    for compiler in ("g++", "clang++-19"):
        std = [f for f in flags if f.startswith("-std") or f.startswith("-D") or f.startswith("-U")]
        run([compiler, "-fsyntax-only", "-w", *std, *project.search, *tools.library, "lowered.cpp"], folder,
            "the lowered text")
    os.unlink(os.path.join(folder, "lowered.cpp"))
    before = files_in(folder)
    # The plain compiler has no blocking bodies, so the text without annotations is asked for its files.
    launch = [tools.asyncc, tools.compiler, *flags, "-MMD", "-MF", "two.d", "-c", "main.cpp", "-o", "two.o"]
    run(launch, folder, "launch")
    first = bytes_of(folder, "two.o")
    run(launch, folder, "launch again")
    if bytes_of(folder, "two.o") != first:
        raise Wrong("the same input gave another object")
    left = {os.path.basename(f) for f in files_in(folder) - before} - {"two.o", "two.d", "two.dwo"}
    if left:
        raise Wrong(f"left behind: {left}")
    named = prerequisites(folder, "two.d")
    written(folder, project, False)
    run([tools.compiler, *flags, "-MMD", "-MF", "one.d", "-c", "main.cpp", "-o", "one.o"], folder, "dependencies")
    wanted = prerequisites(folder, "one.d")
    # What lowered code includes of the library is named as well.
    more = {name for name in named - wanted if not name.startswith(tools.include)}
    if more or wanted - named:
        raise Wrong(f"dependencies: too many {more}, missing {wanted - named}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=os.path.abspath)
    parser.add_argument("source", type=os.path.abspath)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--projects", type=int, default=20)
    parser.add_argument("--most", type=int, default=1, help="how many may be wrong before it stops")
    parser.add_argument("--show", action="store_true", help="print the files and flags, run nothing")
    options = parser.parse_args()
    wrong = 0
    for number in range(options.first, options.first + options.projects):
        project = Project(number, options.seed)
        if options.show:
            print("flags:", *project.flags, *project.search, *project.forced)
            for name, text in project.files(True).items():
                print(f"--- {name}\n{text}")
            continue
        tools = Tools(options, ("g++", "clang++-19")[number % 2])
        try:
            with tempfile.TemporaryDirectory() as folder:
                os.environ["ASYNCC_CACHE_DIR"] = folder + "/cache"
                check_plain(project, tools, folder + "/plain")
                check_annotated(project, tools, folder + "/annotated")
        except (Wrong, subprocess.TimeoutExpired) as failure:
            print(f"seed {options.seed}, project {number}, {tools.compiler}:\n{failure}", flush=True)
            wrong += 1
            if wrong >= options.most:
                break
    print(f"{number - options.first + 1} projects, seed {options.seed}: {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
