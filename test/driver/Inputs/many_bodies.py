"""many_bodies.py ASYNCC... -- FLAGS...: a unit with four times as many bodies takes no more than six times as long."""
import pathlib
import resource
import subprocess
import sys
import tempfile

HEAD = """#include <async/async.hpp>
struct part {
  int n;
  [[async::drop(n)]] async::task<void> close() noexcept { n = 0; co_return; }
};
template <async::mode M>
struct [[async::maybe]] source {
  async::maybe<M, int> read(int k) { co_return k; }
};
"""
BODY = """async::task<int> f%(i)d(part p) {
  part q{%(i)d};
  co_return p.n + q.n;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> m%(i)d(source<M>& s) {
  int a = co_await s.read(%(i)d);
  co_return a + co_await s.read(a);
}
"""


def seconds(folder, count):
    file = pathlib.Path(folder, f"{count}.cpp")
    file.write_text(HEAD + "".join(BODY % {"i": i} for i in range(count)))
    split = sys.argv.index("--")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([*sys.argv[1:split], file, "-o", file.with_suffix(".out"), *sys.argv[split:]], check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


with tempfile.TemporaryDirectory() as folder:
    for _ in range(2):  # until what is kept of the headers is there
        seconds(folder, 10)
    for _ in range(3):  # machines change their pace
        few, many = seconds(folder, 250), seconds(folder, 1000)
        if many <= 6 * few:
            break
print(f"{many / few:.1f} times" if many > 6 * few else "in proportion")
