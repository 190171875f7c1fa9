#!/usr/bin/env python3
"""Throughput of DistriData beside redis-server, measured in turns on this machine.

usage: kv.py KV_SERVER [--pairs N] [--seconds S] [--least RATIO]

Prints medians in requests per second and their ratios; with --least, exits 1 if one is smaller.
"""
import argparse
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time

CASES = [(test, pipeline) for pipeline in (1, 16) for test in ("set", "get")]


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(port):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"nothing listens on port {port}")


def measure(port, test, pipeline, requests):
    done = subprocess.run(
        ["redis-benchmark", "-p", str(port), "-t", test, "-c", "50", "-P", str(pipeline),
         "-n", str(requests), "-q"], capture_output=True, text=True, check=True, timeout=300)
    return float(re.findall(r"([\d.]+) requests per second", done.stdout)[-1])


def one_turn(command, case, seconds, speed):
    """A fresh server each time, so that neither profits from what the other left."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen([w.format(port=port, folder=folder) for w in command],
                                  stdout=subprocess.DEVNULL)
        try:
            wait_for(port)
            return measure(port, *case, max(1000, int(speed * seconds)))
        finally:
            server.terminate()
            server.wait(20)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("server")
    options.add_argument("--pairs", type=int, default=5)
    options.add_argument("--seconds", type=float, default=1.0)
    options.add_argument("--least", type=float, default=0.0)
    o = options.parse_args()
    redis = ["redis-server", "--port", "{port}", "--bind", "127.0.0.1", "--save", "",
             "--appendonly", "no", "--dir", "{folder}"]
    kv = [o.server, "--port", "{port}"]
    slow = []
    print(f"{'test':4} {'-P':>3} {'redis-server':>13} {'kv-server':>13} {'ratio':>6}")
    for case in CASES:
        speed = one_turn(redis, case, 1, 50000)
        figures = {"redis": [], "kv": []}
        for pair in range(o.pairs):
            turns = [("redis", redis), ("kv", kv)]
            for name, command in turns if pair % 2 == 0 else reversed(turns):
                figures[name].append(one_turn(command, case, o.seconds, speed))
        theirs, ours = (statistics.median(figures[n]) for n in ("redis", "kv"))
        print(f"{case[0]:4} {case[1]:>3} {theirs:>13,.0f} {ours:>13,.0f} {ours / theirs:>6.2f}",
              flush=True)
        if ours / theirs < o.least:
            slow.append(case)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
