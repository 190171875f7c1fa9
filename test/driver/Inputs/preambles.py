"""Which headers asyncc keeps precompiled: preambles.py ASYNCC FOLDER."""
import os
import re
import subprocess
import sys

ASYNCC, FOLDER = sys.argv[1:]
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

failed = False
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
