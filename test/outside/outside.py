#!/usr/bin/env python3
"""Projects that nobody here wrote, built whole with asyncc in front of the compiler: outside.py BUILD [NAME...].

Each comes from Debian, fetched into BUILD/outside. It is built twice in the same folder, by the compiler alone and
with asyncc as launcher: the object files have to be the same byte for byte. Then its own tests run.
"""

import glob
import os
import shutil
import socket
import subprocess
import sys
import time


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
            if name.endswith(".o") and "/_CMake" not in at:  # what CMake compiles to try the compiler
                with open(os.path.join(at, name), "rb") as file:
                    found[os.path.relpath(os.path.join(at, name), folder)] = file.read()
    return found


class CMakeProject:
    def __init__(self, package, flags, tests):
        self.package, self.flags, self.tests = package, flags, tests

    def fetched(self, folder):
        return fetched(self.package, folder)

    def build(self, source, folder, launcher):
        shutil.rmtree(folder, ignore_errors=True)
        run(["cmake", "-G", "Ninja", "-S", source, "-B", folder, f"-DCMAKE_CXX_COMPILER_LAUNCHER={launcher}",
             *self.flags], source)
        run(["cmake", "--build", folder], source)

    def check(self, folder):
        run(self.tests, folder)


class AsioExamples:
    """The coroutine examples of Asio, each a program of one file; one of them serves."""

    def fetched(self, folder):
        place = f"{folder}/libasio-dev"
        if not os.path.exists(f"{place}/usr"):
            os.makedirs(place, exist_ok=True)
            run(["apt-get", "-q", "download", "libasio-dev", "libasio-doc"], place)
            for package in glob.glob(f"{place}/*.deb"):
                run(["dpkg", "-x", package, place], place)
        return place + "/usr"

    def build(self, source, folder, launcher):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        for file in glob.glob(f"{source}/share/doc/libasio-dev/examples/cpp17/coroutines_ts/*.cpp"):
            name = os.path.basename(file)[:-4]
            if name == "range_based_for":  # of the technical specification, not of C++20
                continue
            command = [launcher] if launcher else []
            command += ["g++", "-std=c++20", "-g", f"-I{source}/include", "-c", file, "-o", f"{name}.o"]
            run(command, folder)
            run(["g++", f"{name}.o", "-pthread", "-o", name], folder)

    def check(self, folder):
        server = subprocess.Popen([f"{folder}/echo_server"], stdout=subprocess.DEVNULL)
        try:
            for attempt in range(100):
                try:
                    with socket.create_connection(("127.0.0.1", 55555), timeout=5) as client:
                        client.sendall(b"some text")
                        if client.recv(100) != b"some text":
                            raise SystemExit("asio: the server answers something else")
                        return
                except ConnectionRefusedError:
                    time.sleep(0.1)
            raise SystemExit("asio: the server does not listen")
        finally:
            server.kill()


PROJECTS = {
    "fmt": CMakeProject("fmtlib", ["-DFMT_DOC=OFF", "-DFMT_TEST=ON", "-DCMAKE_BUILD_TYPE=Debug"], ["ctest", "-j2"]),
    # With -flto names are made of random numbers.
    "ninja": CMakeProject("ninja-build", ["-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_FLAGS=-frandom-seed=1"], ["./ninja_test"]),
    "asio": AsioExamples(),
}


def main():
    build = os.path.abspath(sys.argv[1])
    folder = build + "/outside"
    for name in sys.argv[2:] or PROJECTS:
        project = PROJECTS[name]
        source = project.fetched(folder)
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
