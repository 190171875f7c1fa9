#!/usr/bin/env python3
"""What asyncc costs: an un-annotated unit through the launcher against the compiler alone, and the core on an
annotated file against clang++-19 -fsyntax-only. Medians of alternating pairs; fails past the bars.

usage: launcher.py BUILD SOURCE
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

build, source = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
asyncc, core = build + "/bin/asyncc", build + "/libexec/asyncc/asyncc-core"
flags = ["-std=c++20", f"-I{source}/runtime/include", f"-I{build}/include"]


def seconds(command):
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def pairs(n, a, b):
    seconds(a), seconds(b)
    return [(seconds(a), seconds(b)) for _ in range(n)]


def main():
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        plain = folder + "/plain.cpp"
        with open(plain, "w") as f:
            f.write("#include <string>\n#include <vector>\n#include <iostream>\n"
                    "int main() { std::vector<std::string> v{\"a\"}; std::cout << v[0]; }\n")
        compile_ = ["g++", "-std=c++20", "-O0", "-c", plain]
        subprocess.run(compile_ + ["-o", folder + "/1.o"], check=True)
        subprocess.run([asyncc] + compile_ + ["-o", folder + "/2.o"], check=True)
        same = open(folder + "/1.o", "rb").read() == open(folder + "/2.o", "rb").read()
        print(f"un-annotated unit: object bytes {'the same' if same else 'DIFFER'}")
        failed |= not same
        # What the launcher adds shows best where the compiler does least.
        for what, command, n in (("g++ -c", compile_ + ["-o", folder + "/1.o"], 20),
                                 ("g++ --version", ["g++", "--version", plain], 40)):
            if what == "g++ --version":
                command = ["g++", "-std=c++20", "-fsyntax-only", "-x", "c++", folder + "/tiny.cpp"]
                open(folder + "/tiny.cpp", "w").write("int x;\n")
                what = "g++ on one line"
            result = pairs(n, [asyncc] + command, command)
            extra = statistics.median(a - b for a, b in result) * 1000
            print(f"  launcher adds {extra:.2f} ms to {what} (median of {n} pairs; bar 5 ms)")
            failed |= extra > 5
        # An annotated unit whose lowered text is in the cache.
        os.environ["ASYNCC_CACHE_DIR"] = folder + "/cache"
        warm = [asyncc, "--check", "g++", "-c", f"{source}/docs/examples/first.cpp"] + flags
        seconds(warm)
        took = statistics.median(seconds(warm) for _ in range(40)) * 1000
        print(f"annotated docs/examples/first.cpp, cache warm: {took:.1f} ms (median of 40; bar 10 ms)")
        failed |= took > 10
    for name in ("docs/examples/kv/kv_server.cpp", "docs/examples/first.cpp"):
        file = f"{source}/{name}"
        mine = [core, "--check", file, "--cxx", "clang++-19", "--"] + flags
        theirs = ["clang++-19", "-fsyntax-only", "-w"] + flags + [file]
        if "main(" in open(file).read():
            # clang rejects a coroutine called main; the rest of the file is the same.
            text = open(file).read().replace("async::task<int> main(", "async::task<int> start(")
            twin = os.path.dirname(file) + "/.bench_twin.cpp"
            open(twin, "w").write(text)
            theirs[-1] = twin
        try:
            result = pairs(11, mine, theirs)
        finally:
            if theirs[-1] != file:
                os.unlink(theirs[-1])
        ratio = statistics.median(a / b for a, b in result)
        print(f"annotated {name}: {ratio:.2f} times clang++-19 -fsyntax-only "
              f"({statistics.median(a for a, _ in result) * 1000:.0f} ms; bar 1.1)")
        failed |= ratio > 1.1
    return 1 if failed else 0


sys.exit(main())
