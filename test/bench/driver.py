#!/usr/bin/env python3
"""What asyncc costs a build: driver.py BUILD SOURCE.

A project of 200 units, 20 of them annotated, built by CMake with Ninja: with asyncc as launcher, and with the
compiler alone on the same project as asyncc lowered it ahead. Full builds, no-op builds and builds after an annotated
header changed, in alternating pairs; then single units and the memory of the core.
"""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

UNITS, ANNOTATED, PARTS = 200, 20, 10
STEP = UNITS // ANNOTATED


def part_of(n):
    return n // STEP % PARTS


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def header(n):
    """Of an annotated library: a connection, and a protocol for both modes."""
    return f"""#pragma once
#include <async/drop.hpp>
#include <async/mode.hpp>
#include <async/task.hpp>
#include <string>

namespace part{n} {{
struct connection {{
  explicit connection(std::string to) : where(std::move(to)) {{}}
  connection(connection const&) = delete;
  [[async::drop]] async::task<void> close() {{ open = false; co_return; }}
  std::string where;
  bool open = true;
}};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> twice(int x) {{ co_return 2 * x; }}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> quadruple(int x) {{ co_return co_await twice<M>(co_await twice<M>(x)); }}
}}
"""


def annotated_unit(n):
    part = part_of(n)
    return f"""#include "part{part}.hpp"
#include <map>
#include <vector>

int blocking{n}(int x) {{ return part{part}::quadruple<async::blocking>(x); }}
async::task<int> count{n}(std::vector<std::string> const& names) {{
  std::map<std::string, int> found;
  for (auto const& name : names) {{
    part{part}::connection c(name);
    if (name.empty()) continue;
    found[c.where] += co_await part{part}::quadruple<async::suspending>(int(name.size()));
  }}
  co_return int(found.size());
}}
"""


def plain_unit(n):
    return f"""#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

struct record{n} {{ std::string key; std::vector<int> values; }};
std::map<std::string, std::shared_ptr<record{n}>> index{n}(std::vector<record{n}> records) {{
  std::sort(records.begin(), records.end(), [](auto& a, auto& b) {{ return a.key < b.key; }});
  std::map<std::string, std::shared_ptr<record{n}>> out;
  for (auto& r : records) out.emplace(r.key, std::make_shared<record{n}>(r));
  return out;
}}
"""


def project(folder, source, build):
    write(f"{folder}/CMakeLists.txt", f"""cmake_minimum_required(VERSION 3.25)
project(many LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 20)
file(GLOB sources CONFIGURE_DEPENDS *.cpp)
add_library(many STATIC ${{sources}})
target_include_directories(many PRIVATE include {source}/runtime/include {build}/include)
target_compile_options(many PRIVATE -w)
""")
    for n in range(PARTS):
        write(f"{folder}/include/part{n}.hpp", header(n))
    for n in range(UNITS):
        write(f"{folder}/unit{n}.cpp", annotated_unit(n) if n % STEP == 0 else plain_unit(n))


class Tree:
    def __init__(self, folder, compiler, launcher, cache):
        self.folder, self.environment = folder, dict(os.environ, ASYNCC_CACHE_DIR=cache)
        subprocess.run(["cmake", "-G", "Ninja", "-S", folder, "-B", folder + "/build",
                        f"-DCMAKE_CXX_COMPILER={compiler}", f"-DCMAKE_CXX_COMPILER_LAUNCHER={launcher}"],
                       check=True, stdout=subprocess.DEVNULL)

    def ninja(self, *arguments):
        begin = time.perf_counter()
        subprocess.run(["ninja", "-C", self.folder + "/build", *arguments], check=True,
                       stdout=subprocess.DEVNULL, env=self.environment)
        return time.perf_counter() - begin

    def full(self):
        self.ninja("-t", "clean")
        shutil.rmtree(self.environment["ASYNCC_CACHE_DIR"], ignore_errors=True)
        return self.ninja()

    def full_warm(self):
        self.ninja("-t", "clean")
        return self.ninja()

    def incremental(self):
        # A line that was not there before: the lowered text is in no cache.
        with open(f"{self.folder}/include/part0.hpp", "a") as file:
            file.write("// one more line\n")
        for n in range(0, UNITS, STEP):
            if self.folder.endswith("lowered") and part_of(n) == 0:
                os.utime(f"{self.folder}/unit{n}.cpp")
        return self.ninja()


def compare(what, one, other, pairs, bar):
    times = [(one(), other()) for _ in range(pairs)]
    ratio = statistics.median(a / b for a, b in times)
    print(f"  {what}: {statistics.median(a for a, _ in times):.2f} s, compiler alone "
          f"{statistics.median(b for _, b in times):.2f} s, ratio {ratio:.3f} (bar {bar})", flush=True)
    return ratio > bar


def builds(compiler, folder, source, build):
    asyncc = build + "/bin/asyncc"
    project(folder + "/asyncc", source, build)
    project(folder + "/lowered", source, build)
    for n in range(0, UNITS, STEP):
        unit = f"{folder}/lowered/unit{n}.cpp"
        subprocess.run([asyncc, "--cxx", compiler, f"unit{n}.cpp", "-o", "lowered.cpp", "--", "-std=c++20", "-Iinclude",
                        f"-I{source}/runtime/include", f"-I{build}/include"], check=True, cwd=folder + "/lowered")
        os.replace(f"{folder}/lowered/lowered.cpp", unit)
    ours = Tree(folder + "/asyncc", compiler, asyncc, folder + "/cache")
    theirs = Tree(folder + "/lowered", compiler, "", folder + "/cache-unused")
    print(f"-- {compiler}, {UNITS} units, {ANNOTATED} annotated", flush=True)
    failed = compare("full build, nothing in asyncc's cache", ours.full, theirs.full, 2, 1.05)
    failed |= compare("full build again", ours.full_warm, theirs.full_warm, 2, 1.05)
    failed |= compare("no-op build", ours.ninja, theirs.ninja, 9, 1.05)
    failed |= compare("after an annotated header changed", ours.incremental, theirs.incremental, 3, 1.05)
    return failed


def memory(command):
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1), os.dup2(null, 2)
        os.execvp(command[0], command)
    return os.wait4(pid, 0)[2].ru_maxrss / 1024


def core_memory(source, build):
    flags = ["-std=c++20", f"-I{source}/runtime/include", f"-I{build}/include"]
    file = f"{source}/docs/examples/first.cpp"
    ours = memory([f"{build}/libexec/asyncc/asyncc-core", "--check", file, "--cxx", "clang++-19", "--", *flags])
    theirs = memory(["clang++-19", "-fsyntax-only", "-w", *flags, file])
    print(f"memory of the core on docs/examples/first.cpp: {ours:.0f} MiB, clang++-19 -fsyntax-only {theirs:.0f} MiB, "
          f"ratio {ours / theirs:.2f} (bar 1.3)")
    return ours / theirs > 1.3


def main():
    build, source = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    failed = core_memory(source, build)
    for compiler in sys.argv[3:] or ("g++", "clang++-19"):
        with tempfile.TemporaryDirectory() as folder:
            failed |= builds(compiler, folder, source, build)
    return 1 if failed else 0


sys.exit(main())
