#!/usr/bin/env python3
"""runtime.py BUILD SOURCE [SECTION...]: the runtime against its peers; all sections if none is given:
calls channels timers scaling dispatch fork echo compile.

Each pair of programs runs alternately; the figures are medians, and the ratio the median of the pairs'.
"""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

build, source = (pathlib.Path(p).resolve() for p in sys.argv[1:3])
sections = sys.argv[3:] or ["calls", "channels", "timers", "scaling", "dispatch", "fork", "echo", "compile"]
here = pathlib.Path(__file__).resolve().parent / "runtime"
compilers = ["g++", "clang++-19"]
rounds = int(os.environ.get("ROUNDS", "7"))


def built(cxx, name):
    return build / f"bench-runtime-{cxx}" / f"async_bench_{name}"


def tokio():
    """The peer in Rust, or None where Debian's crates are missing."""
    registry = "/usr/share/cargo/registry"
    program = build / "bench-tokio/release/tokio-bench"
    if not any(pathlib.Path(registry).glob("tokio-1*")) or not pathlib.Path("/usr/bin/cargo").exists():
        return None
    with tempfile.TemporaryDirectory() as home:
        copy = pathlib.Path(home, "tokio")  # cargo writes a lock file beside the source
        subprocess.run(["cp", "-r", here / "tokio", copy], check=True)
        done = subprocess.run(
            ["/usr/bin/cargo", "build", "--release", "--offline", "--target-dir", build / "bench-tokio",
             "--config", 'source.crates-io.replace-with="debian"',
             "--config", f'source.debian.directory="{registry}"'],
            cwd=copy, env={**os.environ, "CARGO_HOME": home, "RUSTC": "/usr/bin/rustc"},
            stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr)
        return None
    return program


def number(command):
    out = subprocess.run([str(c) for c in command], check=True, stdout=subprocess.PIPE, text=True).stdout
    return float(out.split()[0])


def pair(ours, peer, measure=number, n=rounds):
    """Medians of both and of the ratios ours / peer."""
    a, b = [], []
    for _ in range(n):
        a.append(measure(ours))
        b.append(measure(peer))
    return (statistics.median(a), statistics.median(b),
            statistics.median(x / y for x, y in zip(a, b)))


def row(what, ours, peer, ratio, bar="", unit="ns"):
    print(f"  {what:34} {ours:10.1f} {unit} {peer:10.1f} {unit}   {ratio:5.2f}   {bar}", flush=True)


def against_tokio(cxx, rust, cases):
    for case, bar in cases:
        ours = [built(cxx, "cases"), case]
        if rust:
            row(f"{case} / tokio's", *pair(ours, [rust, case]), bar)
        else:
            print(f"  {case:34} {number(ours):10.1f} ns")


def calls(cxx, rust):
    cases = built(cxx, "cases")
    floor = [cases, "floor"]
    row("child / by hand", *pair([cases, "child"], floor), "at most 1.2")
    row("mutex / lazy task by hand", *pair([cases, "mutex"], floor), "at most 2.3")
    against_tokio(cxx, rust, [(c, "") for c in ("child", "yield", "yield-1", "spawn", "spawn-1", "wake", "mutex")])


def channels(cxx, rust):
    against_tokio(cxx, rust, [("unbounded", "at most 0.71")] +
                  [(f"bounded-{n}", "less than 1") for n in (1, 16, 1000)])


def timers(cxx, rust):
    against_tokio(cxx, rust, [(f"timers-{c}", "less than 1") for c in ("fired", "unused", "cancelled")])


def scaling(cxx, _):
    cases = built(cxx, "cases")
    row("join 1,000,000 / 1,000 tasks", *pair([cases, "join-1000000"], [cases, "join-1000"]), "at most 1.5")


def dispatch(cxx, _):
    cases = built(cxx, "cases")
    row("post: type-erased / direct", *pair([cases, "post-erased"], [cases, "post-direct"]))


def fork(cxx, _):
    if not built(cxx, "fork_join_tbb").exists():
        return print("  oneTBB is missing")
    for what, bar in (("fib", "at least 3"), ("skynet", "at least 2"), ("queens", "at least 1.3")):
        ours, peer, ratio = pair([built(cxx, "fork_join_tbb"), what], [built(cxx, "fork_join"), what])
        row(f"{what}: oneTBB / asyncc", ours, peer, ratio, bar, "ms")
        out = subprocess.run([built(cxx, "fork_join"), what], check=True, stdout=subprocess.PIPE, text=True)
        print(f"  {what + ': memory':34} {int(out.stdout.split()[1]) / 1024:10.1f} MiB  at most 16")


def cpu_of(pid):
    return sum(int(pathlib.Path(t, "schedstat").read_text().split()[0])
               for t in pathlib.Path(f"/proc/{pid}/task").iterdir())


class Server:
    port = 7100

    def __init__(self, command):
        Server.port += 1
        self.port = str(Server.port)
        command = [str(c).replace("PORT", self.port) for c in command]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE)
        self.process.stdout.readline()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def echo(cxx, rust):
    servers = {"asyncc": [built(cxx, "echo"), "PORT"], "epoll": [built(cxx, "echo_epoll"), "PORT"],
               "Asio": [built(cxx, "echo_asio"), "PORT"], "libuv": [built(cxx, "echo_uv"), "PORT"]}
    if rust:
        servers["tokio"] = [rust, "echo", "PORT", "1"]
    servers = {n: c for n, c in servers.items() if c[0].exists()}
    client = built(cxx, "echo_client")

    def per_request(command, connections, depth):
        with Server(command) as s:
            before = cpu_of(s.process.pid)
            answered = number([client, s.port, connections, depth, "1"])
            return (cpu_of(s.process.pid) - before) / answered / 1000

    for connections in (64, 500):
        for depth in (1, 16):
            found = {n: [] for n in servers}
            for _ in range(rounds):
                for name, command in servers.items():
                    found[name].append(per_request(command, connections, depth))
            print(f"  {connections} connections, depth {depth}, CPU per request:")
            for name, times in found.items():
                ratio = statistics.median(a / b for a, b in zip(found["asyncc"], times))
                print(f"    {name:10} {statistics.median(times):7.2f} us   asyncc / it {ratio:5.2f}", flush=True)

    def resident(pid):
        return int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096

    for name, command in servers.items():
        with Server(command) as s:
            before = resident(s.process.pid)
            idle = subprocess.Popen([client, s.port, "900", "1", "0"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            idle.stdout.readline()
            time.sleep(0.3)
            print(f"  {name:10} bytes per idle connection: {(resident(s.process.pid) - before) / 900:.0f}", flush=True)
            idle.kill()
            idle.wait()


def compile_time(cxx, _):
    flags = ["-std=c++20", "-O2", "-w", f"-I{source}/runtime/include", f"-I{build}/include"]
    with tempfile.TemporaryDirectory() as folder:
        ours, peer = pathlib.Path(folder, "ours.cpp"), pathlib.Path(folder, "asio.cpp")
        ours.write_text('#include <async/async.hpp>\n#include <cstdio>\n'
                        'async::task<void> hello() { std::puts("hello"); co_return; }\n'
                        'int main() { async::block_on(hello()); }\n')
        peer.write_text('#include <boost/asio.hpp>\n#include <cstdio>\nnamespace asio = boost::asio;\n'
                        'asio::awaitable<void> hello() { std::puts("hello"); co_return; }\n'
                        'int main() { asio::io_context c; asio::co_spawn(c, hello(), asio::detached); c.run(); }\n')

        def seconds(path):
            before = os.times()
            subprocess.run([cxx, *flags, "-c", path, "-o", "/dev/null"], check=True)
            after = os.times()
            return after.children_user + after.children_system - before.children_user - before.children_system

        row("compile hello: asyncc / Asio", *pair(ours, peer, seconds), "at most 0.65", "s ")


rust = tokio() if set(sections) & {"calls", "channels", "timers", "echo"} else None
if rust is None and set(sections) & {"calls", "channels", "timers", "echo"}:
    print("tokio is missing: librust-tokio-dev, cargo, rustc")
for cxx in compilers:
    print(f"-- {cxx}: asyncc, peer, ratio, bar")
    for section in sections:
        {"calls": calls, "channels": channels, "timers": timers, "scaling": scaling, "dispatch": dispatch,
         "fork": fork, "echo": echo, "compile": compile_time}[section](cxx, rust)
