"""many_bodies.py ASYNCC... -- FLAGS...: time and memory for a unit grow as the number of its bodies does."""
import os
import pathlib
import subprocess
import sys
import tempfile

HEAD = """#include <async/async.hpp>
#include <utility>
struct part {
  int n;
  explicit part(int n) : n(n) {}
  part(part&& o) noexcept : n(std::exchange(o.n, 0)) {}
  [[async::drop(n)]] async::task<void> close() noexcept { n = 0; co_return; }
  async::task<int> get(int k) { co_return n + k; }
};
template <async::mode M>
struct [[async::maybe]] source {
  async::maybe<M, int> read(int k) { co_return k; }
};
"""
EACH = {
    "bodies": """async::task<int> f%(i)d(part p) {
  part q{%(i)d};
  co_return p.n + q.n;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> m%(i)d(source<M>& s) {
  int a = co_await s.read(%(i)d);
  co_return a + co_await s.read(a);
}
""",
    "instantiations": """template <class T> async::task<int> f%(i)d(T t) {
  T u{std::move(t)};
  co_return co_await part{%(i)d}.get(1);
}
async::task<int> g%(i)d() { co_return co_await f%(i)d(part{1}) + co_await f%(i)d(1); }
""",
    "classes": """template <async::mode M> struct [[async::maybe]] c%(i)d {
  source<M> r;
  async::maybe<M, int> one(int k) { co_return co_await r.read(k); }
  async::maybe<M, int> two(int k) { co_return co_await one(k); }
};
""",
    "objects": "  part p%(i)d{%(i)d}; co_await p%(i)d.get(1);\n",
    "errors": "  try { co_await q.get(1); } catch (int e) { part d{e}; co_await d.get(e); }\n",
}
# How few and how many, and how much longer many may take. An error takes next to nothing.
COUNT = {
    "bodies": (250, 1000, 6),
    "instantiations": (150, 600, 6),
    "classes": (750, 3000, 6),
    "objects": (750, 3000, 6),
    "errors": (2, 200, 3),
}
MEMORY = 4  # times as much
AROUND = {kind: ("async::task<void> all(part q) {\n", "}\n") for kind in ("objects", "errors")}


def used(folder, kind, count):
    """Seconds of the processor, and kilobytes."""
    file = pathlib.Path(folder, f"{kind}-{count}.cpp")
    begin, end = AROUND.get(kind, ("", ""))
    file.write_text(HEAD + begin + "".join(EACH[kind] % {"i": i} for i in range(count)) + end)
    said = file.with_suffix(".err")
    split = sys.argv.index("--")
    with open(said, "w") as err:
        run = subprocess.Popen([*sys.argv[1:split], file, "-o", file.with_suffix(".out"), *sys.argv[split:]], stderr=err)
        _, status, usage = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    text = said.read_text()
    assert run.returncode == (kind == "errors"), text
    assert text.count(" error: ") == (count if kind == "errors" else 0), text
    return usage.ru_utime, usage.ru_maxrss


with tempfile.TemporaryDirectory() as folder:
    for _ in range(2):  # until what is kept of the headers is there
        used(folder, "bodies", 10)
    for kind, (few, many, limit) in COUNT.items():
        for _ in range(3):  # machines change their pace
            of_few, of_many = used(folder, kind, few), used(folder, kind, many)
            times, memory = of_many[0] / of_few[0], of_many[1] / of_few[1]
            if times <= limit and memory <= MEMORY:
                break
        else:
            print(f"{kind}: {times:.1f} times as long, {memory:.1f} times the memory")
            continue
        print(f"{kind}: in proportion")
