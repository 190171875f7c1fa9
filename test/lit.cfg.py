# A test of a lowering reads its text (FileCheck), compiles it with both compilers without a warning,
# and runs it under sanitizers; a test of an error reads the message with its line and column.
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "tools"))
# pylint: disable=wrong-import-position
from remember import WITHOUT_TESTS
from remembered_format import RememberedShTest

config.name = "asyncc"
config.suffixes = [".cpp", ".test"]
config.test_source_root = os.path.dirname(__file__)
config.excludes = list(WITHOUT_TESTS)
# Minutes each: ./dev test examples.
if not lit_config.params.get("examples"):
    config.excludes.append("examples")

source, build = config.asyncc_source, config.asyncc_build
config.test_format = RememberedShTest(build, source)
flags = f"-std=c++20 -I{source}/runtime/include -I{build}/include"
config.substitutions += [
    # The lowered text for people, without #line: what a test reads. The test's own comments are taken
    # out, or a CHECK line would match itself.
    ("%lower", f"{build}/bin/asyncc --no-line %s -- {flags} | %strip"),
    ("%strip", f"{source}/test/tools/strip-checks"),
    ("%check", f"{build}/bin/asyncc --check %s -- {flags}"),
    # Compiles and runs under g++ and clang, with sanitizers and -Werror.
    ("%run", f"{source}/test/tools/run-both {build} {source} %t"),
    ("%asyncc", f"{build}/bin/asyncc"),
    ("%flags", flags),
    ("%library", f"{build}/runtime/libasync.a -pthread"),
    ("%source", source),
    ("%build", build),
    ("%tools", f"{source}/test/tools"),
]
config.environment["PATH"] = config.llvm_bin + ":" + os.environ["PATH"]
config.environment["ASYNCC_CACHE_DIR"] = f"{build}/cache"
# Preambles for each set of flags that the tests use.
config.environment["ASYNCC_CACHE_SIZE"] = "2G"
config.environment["ASAN_OPTIONS"] = "detect_stack_use_after_return=1"
config.environment["CCACHE_DIR"] = os.environ.get("CCACHE_DIR", os.path.expanduser("~/.cache/ccache"))
for name in ("HOME", "LANG"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
config.available_features.add("llvm" + config.llvm_version)
