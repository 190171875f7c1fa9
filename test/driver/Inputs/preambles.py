"""Which headers asyncc keeps precompiled: preambles.py ASYNCC FOLDER FLAGS...

FLAGS are those that find the library."""
import os
import re
import subprocess
import sys

ASYNCC, FOLDER, *FLAGS = sys.argv[1:]
REST = "\nint x;\n"
WATCHED = "vector|string|map|list|cassert|deque"

# Name: (files, of which m.cpp is lowered; flags; headers that are kept)
CASES = {
    "plain": ({"m.cpp": "#include <vector>\n#include <string>" + REST}, [], "vector string"),
    "comments": ({"m.cpp": "// one\n/* two\n */\n#include <vector> // three\n\n  #  include  <string>" + REST}, [], "vector string"),
    "declaration": ({"m.cpp": "#include <vector>\nint x;\n#include <string>\n"}, [], "vector"),
    "macro": ({"m.cpp": "#include <vector>\n#define A\n#include <string>" + REST}, [], "vector"),
    "macro_first": ({"m.cpp": "#define A\n#include <vector>" + REST}, [], ""),
    "condition": ({"m.cpp": "#include <vector>\n#if 1\n#include <string>\n#endif" + REST}, [], "vector"),
    "condition_first": ({"m.cpp": "#ifndef A\n#include <vector>\n#endif" + REST}, [], ""),
    "pragma": ({"m.cpp": "#include <vector>\n#pragma pack(1)\n#include <string>" + REST}, [], "vector"),
    "computed": ({"m.cpp": "#include <vector>\n#include HEADER" + REST}, ["-DHEADER=<string>"], "vector"),
    "splice": ({"m.cpp": "#include <vector>\n#include \\\n<string>" + REST}, [], "vector"),
    "guarded": ({"m.cpp": "#ifndef M\n#define M 1\n#include <vector>\n#endif" + REST}, [], "vector"),
    "guard_is_set": ({"m.cpp": "#ifndef M\n#define M\n#include <vector>\n#endif" + REST}, ["-DM"], ""),
    "byte_order_mark": ({"m.cpp": "\ufeff#include <vector>" + REST}, [], "vector"),
    "crlf": ({"m.cpp": "#pragma once\r\n#include <vector>\r\n#include <string>\r\nint x;\r\n"}, [], "vector string"),
    "unguarded_of_the_standard": ({"m.cpp": "#include <cassert>\n#include <deque>" + REST}, [], "cassert deque"),
    "missing": ({"m.cpp": "#include <vector>\n#include <no/such.hpp>" + REST}, [], "vector"),
    "own": ({"m.cpp": '#include "own.hpp"\n#include <string>' + REST, "own.hpp": "#pragma once\n#include <vector>\n"}, [], "vector string"),
    "own_says_something": ({"m.cpp": '#include "own.hpp"\n#include <string>' + REST, "own.hpp": "#pragma once\n#include <vector>\nint y;\n"}, [], "vector"),
    "own_guarded": ({"m.cpp": '#include "own.hpp"\n#include "own.hpp"\n#include <string>' + REST,
                     "own.hpp": "#ifndef O\n#define O\n#include <vector>\n#endif\n"}, [], "vector string"),
    "own_not_guarded": ({"m.cpp": '#include <vector>\n#include "own.hpp"' + REST, "own.hpp": "#include <string>\n"}, [], "vector"),
    "own_of_a_folder": ({"m.cpp": "#include <own.hpp>\n#include <string>" + REST, "inc/own.hpp": "#pragma once\n#include <vector>\n"},
                        ["-Iinc"], "vector string"),
    "same_guard": ({"m.cpp": '#include "a.hpp"\n#include "b.hpp"' + REST, "a.hpp": "#ifndef O\n#define O\n#include <vector>\n#endif\n",
                    "b.hpp": "#ifndef O\n#define O\n#include <string>\n#endif\n"}, [], "vector"),
    "behind_a_guard": ({"m.cpp": '#include "own.hpp"\n#include <string>' + REST,
                        "own.hpp": "#ifndef O\n#define O\n#include <vector>\n#endif\nint y;\n"}, [], "vector"),
    "forced": ({"m.cpp": "#include <vector>" + REST, "own.hpp": "#pragma once\n"}, ["-include", "own.hpp"], ""),
    "own_vector": ({"m.cpp": "#include <vector>\n#include <string>" + REST, "inc/vector": "#pragma once\n#include <list>\nint y;\n"},
                   ["-Iinc"], "list"),
    "counts": ({"m.cpp": "#include <vector>\n#include <string>" + REST}, ["-D_GLIBCXX_VISIBILITY(V)=", "-D__COUNTED=__COUNTER__"], "vector string"),
}

# What units of different heads share: the heads one after the other, of which the last takes what is kept.
SHARED = {
    "library_first": (["string async/async.hpp cstdio", "iostream async/async.hpp", "vector async/async.hpp string"], 1),
    "any_order": (["vector string", "string vector", "vector string"], 1),
    "common_beginning": (["vector string deque", "deque map", "list deque"], 1),
    "more_than_common": (["async/async.hpp iostream", "iostream async/async.hpp", "async/async.hpp", "cstdio async/async.hpp"], 2),
    "others_first": (["sys/types.h vector", "sys/types.h map string", "sys/types.h string"], 1),
}

failed = False
for name, (heads, expected) in SHARED.items():
    folder = os.path.join(FOLDER, "shared", name)
    os.makedirs(folder)
    os.environ["ASYNCC_CACHE_DIR"] = os.path.join(folder, "cache")
    preambles = os.path.join(folder, "cache/preambles")
    for number, head in enumerate(heads):
        with open(os.path.join(folder, f"{number}.cpp"), "w") as file:
            file.writelines(f"#include <{header}>\n" for header in head.split())
            file.write(REST)
        if number == len(heads) - 1:
            for kept in os.listdir(preambles):
                os.utime(os.path.join(preambles, kept), (0, 0))
        subprocess.run([ASYNCC, f"{number}.cpp", "-o", "out", "--", *FLAGS], cwd=folder, check=True)
    all_kept = [kept for kept in os.listdir(preambles) if kept.endswith(".pch")]
    used = [kept for kept in all_kept if os.path.getmtime(os.path.join(preambles, kept)) > 1]
    if len(all_kept) != expected or len(used) != 1:
        print(f"{name}: {len(all_kept)} kept, {expected} expected; {len(used)} used")
        failed = True
for name, (files, flags, expected) in CASES.items():
    for path, text in files.items():
        path = os.path.join(FOLDER, name, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", newline="") as file:
            file.write(text)
    os.environ["ASYNCC_CACHE_DIR"] = cache = os.path.join(FOLDER, name, "cache")
    for _ in range(2):
        subprocess.run([ASYNCC, "m.cpp", "-o", "out", "--", "-std=c++20", *flags], cwd=os.path.join(FOLDER, name),
                       stderr=subprocess.DEVNULL, check=False)
    kept = set()
    preambles = os.path.join(cache, "preambles")
    for index in os.listdir(preambles) if os.path.isdir(preambles) else []:
        if index.endswith(".index"):
            with open(os.path.join(preambles, index)) as file:
                kept |= set(re.findall(f"^f .*/({WATCHED})$", file.read(), re.M))
    if kept != set(expected.split()):
        print(f"{name}: kept {sorted(kept)}, expected {sorted(expected.split())}")
        failed = True
sys.exit(failed)
