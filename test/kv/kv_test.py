#!/usr/bin/env python3
"""End-to-end test of the example DistriData.

usage: kv_test.py KV_SERVER KV_CLI KV_LOAD [ANOTHER_KV_SERVER...]

Further servers (the same source with another runtime) go through the same tests.
"""
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

failures = 0


def check(what, ok, detail=""):
    global failures
    if not ok:
        failures += 1
        print(f"FAIL: {what} {detail}")


def same(what, found, expected):
    check(what, found == expected, f"\n  expected {expected!r}\n  found    {found!r}")


def run(*words, timeout=20):
    done = subprocess.run(words, capture_output=True, timeout=timeout)
    return done.returncode, done.stdout, done.stderr


class Server:
    def __init__(self, program):
        # A test in the background may be started with SIGINT ignored.
        self.process = subprocess.Popen(
            [program, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        line = self.process.stdout.readline()
        match = re.fullmatch(r"listening on 127\.0\.0\.1:(\d+)\n", line)
        if not match:
            self.process.kill()
            raise RuntimeError(f"{program} printed {line!r}: {self.process.communicate()[1]}")
        self.port = int(match[1])
        self.runtime = self.process.stdout.readline().strip()

    def stop(self, number=signal.SIGTERM, timeout=15):
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            out, err = self.process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            out, err = self.process.communicate()
            check("the server stops in time", False)
        self.err = err
        match = re.search(r"answered: (\d+)", out)
        self.answered = int(match[1]) if match else None
        return self.process.returncode


class Raw:
    """A socket of which every read has a limit."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=5)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, data):
        self.socket.sendall(data)

    def read(self, size):
        data = bytearray()
        while len(data) < size:
            piece = self.socket.recv(min(size - len(data), 1 << 20))
            if not piece:
                break
            data += piece
        return bytes(data)

    def to_end(self):
        return self.read(1 << 40)

    def ask(self, what, data, reply):
        self.send(data)
        same(what, self.read(len(reply)), reply)

    def close(self):
        self.socket.close()


def command(*words):
    words = [w if isinstance(w, bytes) else str(w).encode() for w in words]
    return b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(w), w) for w in words)


def test_redis_cli(port):
    if not shutil.which("redis-cli"):
        print("skipped: redis-cli is not installed")
        return
    script = [
        ("PING", "PONG"), ("SET a 1", "OK"), ("GET a", "1"), ("INCR a", "2"), ("EXISTS a b a", "2"),
        ("DEL a b", "1"), ("GET a", ""), ("ECHO hi", "hi"), ("SET k v EX 100", "OK"),
        ("TTL k", "100"), ("EXPIRE k 50", "1"), ("TTL k", "50"), ("TTL none", "-2"),
        ("SET k v NX", ""), ("SET k w XX", "OK"), ("TTL k", "-1"), ("EXPIRE none 5", "0"),
        ("SET x abc", "OK"), ("INCR x", "ERR value is not an integer or out of range\n"),
        ("SET x 9223372036854775807", "OK"),
        ("INCR x", "ERR increment or decrement would overflow\n"),
        ("GET", "ERR wrong number of arguments for 'get' command\n"),
        ("SET x", "ERR wrong number of arguments for 'set' command\n"),
        ("SET x y EX 0", "ERR invalid expire time in 'set' command\n"),
        ("SET x y EX z", "ERR value is not an integer or out of range\n"),
        ("SET x y NX XX", "ERR syntax error\n"),
        ("NOSUCH a b", "ERR unknown command 'NOSUCH', with args beginning with: 'a' 'b' \n"),
        ("SELECT 0", "OK"), ("SELECT 7", "ERR DB index is out of range\n"), ("DBSIZE", "2"),
        ("CONFIG GET save", "save\n"), ("CLIENT SETNAME me", "OK"), ("EXPIRE k -1", "1"),
        ("EXISTS k", "0"), ("FLUSHALL", "OK"), ("DBSIZE", "0"), ("COMMAND COUNT", "0"),
    ]
    text = "\n".join(line for line, _ in script) + "\n"
    done = subprocess.run(["redis-cli", "-p", str(port)], input=text, capture_output=True,
                          text=True, timeout=20)
    same("redis-cli", done.stdout, "".join(reply + "\n" for _, reply in script))
    _, out, _ = run("redis-cli", "-3", "-p", str(port), "HELLO", "3")
    check("HELLO 3", b"proto 3" in out, out)
    _, out, _ = run("redis-cli", "-p", str(port), "INFO")
    check("INFO", b"connected_clients:1" in out, out)


def test_expiry(port):
    raw = Raw(port)
    raw.ask("SET PX", command("SET", "e", "v", "PX", "60"), b"+OK\r\n")
    raw.ask("before it expires", command("GET", "e"), b"$1\r\nv\r\n")
    time.sleep(0.08)
    raw.ask("after it expired", command("GET", "e"), b"$-1\r\n")
    raw.ask("EXISTS after it expired", command("EXISTS", "e"), b":0\r\n")
    raw.ask("INCR starts anew", command("INCR", "e"), b":1\r\n")
    raw.close()


def test_raw(port):
    raw = Raw(port)
    for byte in command("SET", "part", "ial\r\n\0"):
        raw.send(bytes([byte]))
    same("one byte at a time", raw.read(5), b"+OK\r\n")
    raw.ask("binary value", command("GET", "part"), b"$6\r\nial\r\n\0\r\n")
    many = b"".join(command("INCR", "n") for _ in range(5000))
    raw.ask("pipelined", many, b"".join(b":%d\r\n" % i for i in range(1, 5001)))
    raw.ask("inline", b"SET q \"a b\"\r\nGET q\nPING\r\n\r\n  ECHO 'it\\'s'\r\n",
            b"+OK\r\n$3\r\na b\r\n+PONG\r\n$4\r\nit's\r\n")
    raw.ask("empty commands", b"*0\r\n*-1\r\n\r\nPING\r\n", b"+PONG\r\n")
    raw.ask("empty arguments", command("SET", "", ""), b"+OK\r\n")
    raw.ask("empty value", command("GET", ""), b"$0\r\n\r\n")
    raw.ask("an empty name", command("", "x"),
            b"-ERR unknown command '', with args beginning with: 'x' \r\n")
    big = os.urandom(1 << 20) * 24
    raw.ask("big value", command("SET", "big", big), b"+OK\r\n")
    raw.send(command("GET", "big") * 3)
    expected = b"$%d\r\n%s\r\n" % (len(big), big)
    same("big replies", raw.read(3 * len(expected)) == 3 * expected, True)
    raw.ask("QUIT", command("QUIT") + command("PING"), b"+OK\r\n")
    same("closed after QUIT", raw.to_end(), b"")
    raw.close()


def test_protocol_errors(port):
    cases = [
        (b"*x\r\n", b"invalid multibulk length"),
        (b"*1048577\r\n", b"invalid multibulk length"),
        (b"*99999999999999999999\r\n", b"invalid multibulk length"),
        (b"*1\r\nfoo\r\n", b"expected '$', got 'f'"),
        (b"*1\r\n$-1\r\n", b"invalid bulk length"),
        (b"*1\r\n$536870913\r\n", b"invalid bulk length"),
        (b"*1\r\n$z\r\n", b"invalid bulk length"),
        (b"GET \"open\r\n", b"unbalanced quotes in request"),
        (b"x" * 70000, b"too big inline request"),
        (b"*" + b"1" * 70000, b"too big mbulk count string"),
        (b"*1\r\n$" + b"1" * 70000, b"too big bulk count string"),
    ]
    for data, text in cases:
        raw = Raw(port)
        raw.send(command("PING") + data)
        same(f"protocol error {text}", raw.to_end(),
             b"+PONG\r\n-ERR Protocol error: " + text + b"\r\n")
        raw.close()
    # An announcement alone costs no memory, and leaving in the middle harms nobody.
    waiting = []
    for data in (b"*1048576\r\n", b"*2\r\n$536870912\r\n", b"*1\r\n$4\r\nPI"):
        raw = Raw(port)
        raw.send(data)
        waiting.append(raw)
    for raw in waiting:
        raw.close()
    raw = Raw(port)
    raw.ask("the server goes on", command("PING"), b"+PONG\r\n")
    raw.close()


def test_slow_reader(port):
    """Replies that nobody reads must not hold up the others, nor a stop."""
    raw = Raw(port)
    raw.send(command("SET", "slow", b"s" * 4_000_000) + command("GET", "slow") * 20)
    other = Raw(port)
    other.ask("beside a slow reader", command("PING"), b"+PONG\r\n")
    other.close()
    got = raw.read(5 + 20 * (4_000_000 + 12))
    same("slow reader", len(got), 5 + 20 * (4_000_000 + 12))
    raw.close()


def test_tools(port, cli, load):
    options = ("-p", str(port))
    same("kv-cli --check", run(cli, *options, "--check")[:2], (0, b"checked\n"))
    same("kv-cli SET", run(cli, *options, "SET", "t", "a b")[:2], (0, b"OK\n"))
    same("kv-cli GET", run(cli, *options, "GET", "t")[:2], (0, b"a b\n"))
    same("kv-cli of an error", run(cli, *options, "INCR", "t")[:2],
         (1, b"ERR value is not an integer or out of range\n"))
    with tempfile.TemporaryDirectory() as folder:
        record = os.path.join(folder, "record")
        status, out, err = run(load, *options, "-c", "20", "-n", "60000", "--record", record)
        check("kv-load", status == 0 and b"all right" in out, out + err)
        status, out, err = run(load, *options, "--verify", record)
        check("kv-load --verify", status == 0 and b" 0 wrong" in out, out + err)
        check("something was recorded", os.path.getsize(record) > 1000)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def test_real_redis(cli, load):
    if not shutil.which("redis-server"):
        print("skipped: redis-server is not installed")
        return
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        redis = subprocess.Popen(
            ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir",
             folder], stdout=subprocess.DEVNULL)
        try:
            for _ in range(100):
                if run(cli, "-p", str(port), "PING")[0] == 0:
                    break
                time.sleep(0.05)
            test_tools(port, cli, load)
        finally:
            redis.terminate()
            redis.wait(10)


def test_stop_under_load(program, load):
    for connections, pipeline in ((50, 16), (30, 1), (8, 500)):
        server = Server(program)
        busy = subprocess.Popen(
            [load, "-p", str(server.port), "-c", str(connections), "-P", str(pipeline),
             "--until-closed"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(0.5)
        status = server.stop()
        out, err = busy.communicate(timeout=20)
        what = f"stop under load, {connections} connections, pipeline {pipeline}:"
        same(what + " the server's status", status, 143)
        same(what + " its stderr", server.err, "")
        check(what + " replies", busy.returncode == 0, out + err)
        match = re.search(r"replies: (\d+)", out)
        same(what + " answers and replies read", match and int(match[1]), server.answered)
        check(what + " all were closed", f"{connections} of {connections}" in out, out)


def test_stop_with_unread_replies(program):
    """A client reads nothing until the server is being stopped, then gets what it is owed."""
    server = Server(program)
    raw = Raw(server.port)
    value = b"v" * 1_000_000
    raw.send(command("SET", "v", value) + command("GET", "v") * 30)
    time.sleep(0.2)
    idle = Raw(server.port)
    idle.ask("an idle client is known", command("PING"), b"+PONG\r\n")
    stopped = []
    stopper = threading.Thread(target=lambda: stopped.append(server.stop()))
    stopper.start()
    time.sleep(0.2)
    got = raw.to_end()
    stopper.join()
    same("unread replies", got == b"+OK\r\n" + (b"$1000000\r\n" + value + b"\r\n") * 30, True)
    same("an idle client", idle.to_end(), b"")
    same("status after a stop", stopped, [143])
    same("what was answered", server.answered, 32)


def test_server(program, cli, load):
    server = Server(program)
    print(f"{os.path.basename(program)}: {server.runtime}")
    try:
        test_redis_cli(server.port)
        test_expiry(server.port)
        test_raw(server.port)
        test_protocol_errors(server.port)
        test_slow_reader(server.port)
        test_tools(server.port, cli, load)
        same("a port that is taken", run(program, "--port", str(server.port))[0], 1)
    finally:
        same("status after SIGINT", server.stop(signal.SIGINT), 130)
        same("stderr of the server", server.err, "")
    test_stop_under_load(program, load)
    test_stop_with_unread_replies(program)


def main(arguments):
    if len(arguments) < 3:
        sys.exit(__doc__)
    server, cli, load, *others = arguments
    same("usage of the server", run(server, "--nonsense")[0], 2)
    same("usage of kv-cli", run(cli)[0], 2)
    same("usage of kv-load", run(load, "-c", "0")[0], 2)
    same("kv-cli without a server", run(cli, "-p", str(free_port()), "PING")[0], 1)
    for program in (server, *others):
        test_server(program, cli, load)
    test_real_redis(cli, load)
    print("failed: %d" % failures if failures else "passed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
