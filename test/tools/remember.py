#!/usr/bin/env python3
"""remember.py BUILD SOURCE COMMAND...: runs COMMAND unless it passed before with the same files.

What a test may read is the project's sources, the programs built from them and the system's compilers. A
test that passed with the same bytes of all of these is not run again; one that failed always is. A test
reads another one only if it names it, so a changed test runs alone. FRESH=1 runs everything. lit.cfg.py
does the same for each of its tests.
"""
import functools
import hashlib
import os
import pathlib
import subprocess
import sys

FOLDERS = ["cmake", "docs", "lib", "runtime", "test", "tool"]
BUILT = ["bin", "include", "libexec", "runtime/libasync.a", "runtime/libasync_test_main.a"]
# Below test/, where lit looks for no tests.
WITHOUT_TESTS = ["runtime", "bench", "unit", "kv", "http", "redis", "fuzz", "Inputs", "tools"]
PROGRAMS = ["g++", "clang++-16", "clang++-19", "clang++-22", "cmake", "ninja", "gdb"]


def is_lit_test(path, source):
    """A file that lit runs."""
    parts = path.relative_to(source).parts
    return parts[0] == "test" and path.suffix in (".cpp", ".test") and \
        not set(WITHOUT_TESTS) & set(parts)


def add(digest, path):
    if path.is_symlink():
        digest.update(os.readlink(path).encode())
    digest.update(f"{path}\0".encode())
    digest.update(hashlib.sha256(path.read_bytes()).digest())


def files(top):
    if top.is_file():
        return [top]
    return sorted(p for p in top.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


@functools.lru_cache(None)
def everything(build, source):
    """The digest of all that any test may read, in hexadecimal."""
    build, source = pathlib.Path(build), pathlib.Path(source)
    digest = hashlib.sha256()
    for folder in FOLDERS:
        for path in files(source / folder):
            if not is_lit_test(path, source):
                add(digest, path)
    for path in [source / "CMakeLists.txt", source / "README.md"]:
        add(digest, path)
    for name in BUILT:
        if not (build / name).exists():
            return None
        for path in files(build / name):
            add(digest, path)
    for program in PROGRAMS:
        try:
            shown = subprocess.run([program, "--version"], capture_output=True, check=False).stdout
        except FileNotFoundError:
            shown = b"none"
        digest.update(program.encode() + shown)
    return digest.hexdigest()


def mark(build, source, own):
    """The file that stands for "passed with these files", or None if that can't be known."""
    common = everything(str(build), str(source))
    if not common:
        return None
    key = hashlib.sha256(common.encode() + own).hexdigest()
    return pathlib.Path(build) / "test" / "passed" / key[:2] / key


def passed_before(marked):
    return bool(marked) and not os.environ.get("FRESH") and marked.exists()


def remember(marked):
    if marked:
        marked.parent.mkdir(parents=True, exist_ok=True)
        marked.touch()


def main():
    build, source, command = sys.argv[1], sys.argv[2], sys.argv[3:]
    marked = mark(build, source, "\0".join(command).encode())
    if passed_before(marked):
        print("passed before with the same files")
        return 0
    status = subprocess.run(command, check=False).returncode
    if status == 0:
        remember(marked)
    return status


if __name__ == "__main__":
    sys.exit(main())
