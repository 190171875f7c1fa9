#!/usr/bin/env python3
"""Projects that nobody here wrote, built whole with asyncc in front of the compiler: outside.py BUILD [NAME...].

Each is Debian's source package, fetched into BUILD/outside. It is built twice in the same folder, by the compiler alone and
with asyncc as launcher: the object files have to be the same byte for byte. Then its own tests run.
"""

import glob
import os
import shutil
import subprocess
import sys


def run(command, folder, **more):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, **more)
    if done.returncode != 0:
        print(done.stdout[-4000:], done.stderr[-4000:])
        raise SystemExit(f"failed in {folder}: {' '.join(command)}")
    return done.stdout


def fetched(package, folder):
    """The folder of its source; downloaded once."""
    place = f"{folder}/{package}"
    if not glob.glob(f"{place}/*/debian"):
        os.makedirs(f"{place}/lists/partial", exist_ok=True)
        with open(f"{place}/sources.list", "w") as file:
            file.write("deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] "
                       "http://deb.debian.org/debian bookworm main\n")
        apt = ["apt-get", "-q", f"-oDir::Etc::SourceList={place}/sources.list", "-oDir::Etc::SourceParts=-",
               f"-oDir::State::Lists={place}/lists"]
        run(apt + ["update"], place)
        run(apt + ["source", package], place)
    return os.path.dirname(glob.glob(f"{place}/*/debian")[0])


def objects(folder):
    found = {}
    for at, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".o"):
                with open(os.path.join(at, name), "rb") as file:
                    found[os.path.relpath(os.path.join(at, name), folder)] = file.read()
    return found


class CMakeProject:
    def __init__(self, package, flags, tests):
        self.package, self.flags, self.tests = package, flags, tests

    def build(self, source, folder, launcher):
        shutil.rmtree(folder, ignore_errors=True)
        run(["cmake", "-G", "Ninja", "-S", source, "-B", folder, f"-DCMAKE_CXX_COMPILER_LAUNCHER={launcher}",
             *self.flags], source)
        run(["cmake", "--build", folder], source)

    def check(self, folder):
        run(self.tests, folder)


class AsioCoroutines:
    """Its tests of coroutines, each a program of one file."""

    package = "asio"

    def build(self, source, folder, launcher):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        tests = f"{source}/src/tests/unit"
        files = glob.glob(f"{tests}/experimental/coro/*.cpp") + [f"{tests}/co_spawn.cpp", f"{tests}/awaitable.cpp"]
        for file in (f for f in files if os.path.exists(f)):
            name = os.path.basename(file)[:-4]
            command = [launcher] if launcher else []
            command += ["g++", "-std=c++20", "-O1", f"-I{source}/include", f"-I{tests}", "-c", file, "-o", f"{name}.o"]
            run(command, folder)
            run(["g++", f"{name}.o", "-pthread", "-o", name], folder)

    def check(self, folder):
        for name in glob.glob(f"{folder}/*.o"):
            run([name[:-2]], folder, timeout=300)


PROJECTS = {
    "fmt": CMakeProject("fmtlib", ["-DFMT_DOC=OFF", "-DFMT_TEST=ON", "-DCMAKE_BUILD_TYPE=Debug"], ["ctest", "-j2"]),
    "ninja": CMakeProject("ninja-build", ["-DCMAKE_BUILD_TYPE=Release"], ["./ninja_test"]),
    "asio": AsioCoroutines(),
}


def main():
    build = os.path.abspath(sys.argv[1])
    folder = build + "/outside"
    for name in sys.argv[2:] or PROJECTS:
        project = PROJECTS[name]
        source = fetched(project.package, folder)
        place = f"{folder}/{name}"
        project.build(source, place, "")
        before = objects(place)
        project.build(source, place, build + "/bin/asyncc")
        after = objects(place)
        if not before or before.keys() != after.keys():
            raise SystemExit(f"{name}: not the same object files")
        differ = [each for each in before if before[each] != after[each]]
        if differ:
            raise SystemExit(f"{name}: {len(differ)} of {len(before)} objects differ: {differ[:5]}")
        project.check(place)
        print(f"{name}: {len(before)} objects are the same, its tests pass", flush=True)


if __name__ == "__main__":
    main()
