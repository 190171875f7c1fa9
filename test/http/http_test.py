#!/usr/bin/env python3
"""End-to-end test of the example http.

usage: http_test.py FOLDER [MODE...]

FOLDER holds http-server and http-get; a MODE is suspending, blocking or asio (default: all).
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
        print(f"FAIL: {what} {detail}", flush=True)


def same(what, found, expected):
    check(what, found == expected, f"\n  expected {expected!r:.400}\n  found    {found!r:.400}")


def run(*words, timeout=30, stdin=b""):
    done = subprocess.run(words, capture_output=True, timeout=timeout, input=stdin)
    return done.returncode, done.stdout, done.stderr


class Server:
    def __init__(self, folder, mode, *options):
        words = [os.path.join(folder, "http-server"), "--port", "0", *options]
        if mode != "suspending":
            words.append("--" + mode)
        # A test in the background may be started with SIGINT ignored.
        self.process = subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        line = self.process.stdout.readline()
        match = re.fullmatch(r"listening on 127\.0\.0\.1:(\d+) \((\w+)\)\n", line)
        if not match or match[2] != mode:
            self.process.kill()
            raise RuntimeError(f"{words} printed {line!r}: {self.process.communicate()[1]}")
        self.port = int(match[1])
        self.url = f"http://127.0.0.1:{self.port}"

    def stop(self, number=signal.SIGTERM, timeout=15):
        self.process.send_signal(number)
        try:
            _, err = self.process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            _, err = self.process.communicate()
            check("the server stops in time", False)
        same("stderr of the server", err, "")
        return self.process.returncode


class Raw:
    """A socket of which every read has a limit."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.input = b""

    def send(self, data):
        self.socket.sendall(data)

    def read_until(self, end):
        while end not in self.input:
            piece = self.socket.recv(65536)
            if not piece:
                raise EOFError(self.input)
            self.input += piece
        at = self.input.index(end) + len(end)
        data, self.input = self.input[:at], self.input[at:]
        return data

    def read(self, size):
        while len(self.input) < size:
            piece = self.socket.recv(65536)
            if not piece:
                raise EOFError(self.input)
            self.input += piece
        data, self.input = self.input[:size], self.input[size:]
        return data

    def to_end(self):
        data = bytearray(self.input)
        self.input = b""
        while True:
            piece = self.socket.recv(65536)
            if not piece:
                return bytes(data)
            data += piece

    def answer(self, head_only=False):
        """Status, headers (lower case) and body."""
        head = self.read_until(b"\r\n\r\n").decode("latin-1").split("\r\n")
        status = int(head[0].split(" ")[1])
        headers = {k.lower(): v.strip() for k, v in (h.split(":", 1) for h in head[1:] if h)}
        body = b""
        if head_only or status < 200 or status in (204, 304):
            pass
        elif headers.get("transfer-encoding") == "chunked":
            while True:
                size = int(self.read_until(b"\r\n"), 16)
                if size == 0:
                    break
                body += self.read(size)
                same("the end of a chunk", self.read(2), b"\r\n")
            headers["trailers"] = ""
            while (line := self.read_until(b"\r\n")) != b"\r\n":
                headers["trailers"] += line.decode()
        elif "content-length" in headers:
            body = self.read(int(headers["content-length"]))
        else:
            body = self.to_end()
        return status, headers, body

    def close(self):
        self.socket.close()


def closed(raw):
    """The server has said no more and closed, in order or by a reset."""
    try:
        return raw.to_end() == b""
    except ConnectionResetError:
        return True


def get(path, *headers, method="GET", version="1.1"):
    lines = [f"{method} {path} HTTP/{version}", "Host: test", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1")


# The server.

def test_curl(url):
    def curl(*words, stdin=b""):
        return run("curl", "-sS", "--max-time", "20", *words, stdin=stdin)

    same("GET", curl(url + "/"), (0, b"hello, world\n", b""))
    same("HTTP/1.0", curl("-0", url + "/"), (0, b"hello, world\n", b""))
    status, out, _ = curl("-I", url + "/bytes/1000000")
    check("HEAD", status == 0 and b"Content-Length: 1000000" in out, out)
    same("GET with length", curl(url + "/bytes/3000000"), (0, b"x" * 3000000, b""))
    same("GET in chunks", curl(url + "/chunks/3000000"), (0, b"x" * 3000000, b""))
    same("GET until the end", curl("-0", url + "/chunks/300000"), (0, b"x" * 300000, b""))
    body = os.urandom(1 << 20) * 3
    for what, headers in (("POST", ()), ("chunked POST", ("-H", "Transfer-Encoding: chunked")),
                          ("POST without Expect", ("-H", "Expect:")),
                          ("POST with Expect", ("-H", "Expect: 100-continue"))):
        same(what, curl(*headers, "--data-binary", "@-", url + "/length", stdin=body),
             (0, b"3145728\n", b""))
        status, out, err = curl(*headers, "--data-binary", "@-", url + "/echo", stdin=body)
        check(what + " echo", status == 0 and out == body, err)
    _, out, _ = curl("-w", "%{http_code} %{num_connects};", "-o", "/dev/null", url + "/",
                     "-o", "/dev/null", url + "/bytes/9", "-o", "/dev/null", url + "/chunks/7")
    same("keep-alive", out, b"200 1;200 0;200 0;")
    for path, words, code in (("/none", (), b"404"), ("/fail", (), b"500"),
                              ("/", ("-X", "DELETE"), b"405"), ("/bytes/x", (), b"400")):
        same(path, curl("-w", "%{http_code}", "-o", "/dev/null", *words, url + path)[1], code)


def test_raw(port):
    raw = Raw(port)
    raw.send(get("/") + get("/bytes/5") + get("/none") + get("/", method="HEAD") + get("/chunks/3"))
    same("pipelined 1", raw.answer()[::2], (200, b"hello, world\n"))
    same("pipelined 2", raw.answer()[::2], (200, b"xxxxx"))
    same("pipelined 3", raw.answer()[::2], (404, b"nothing there\n"))
    status, headers, _ = raw.answer(head_only=True)
    same("pipelined HEAD", (status, headers["content-length"]), (200, "13"))
    same("pipelined 5", raw.answer()[::2], (200, b"xxx"))
    for byte in get("/"):
        raw.send(bytes([byte]))
    same("one byte at a time", raw.answer()[0], 200)
    raw.send(get("/") * 500)
    same("many pipelined", [raw.answer()[0] for _ in range(500)], [200] * 500)
    raw.send(b"\r\n" + get("/"))
    same("an empty line before a request", raw.answer()[0], 200)
    chunks = b"4;a=b\r\nwiki\r\n5 ; x=\"y\"\r\npedia\r\n0\r\nX-Sum: 9\r\n\r\n"
    raw.send(get("/echo", "Transfer-Encoding: chunked", method="POST") + chunks)
    status, headers, body = raw.answer()
    same("chunks, extensions", (status, body), (200, b"wikipedia"))
    same("trailers", headers["trailers"], "X-Sum: 9\r\n")
    request = get("/echo", "transfer-encoding: Chunked", method="POST") + chunks + get("/")
    for i in range(len(request)):
        raw.send(request[i:i + 1])
    same("chunks, one byte at a time", raw.answer()[::2], (200, b"wikipedia"))
    same("the next one", raw.answer()[0], 200)
    raw.send(get("/length", "Content-Length: 3, 3", method="POST") + b"abc")
    same("the same length twice", raw.answer()[::2], (200, b"3\n"))
    raw.send(get("/", "Content-Length: 100000", method="POST") + b"z" * 100000 + get("/"))
    same("a body that nobody reads", raw.answer()[0], 200)
    same("the request after that", raw.answer()[0], 200)
    raw.send(get("http://test/", "Connection: close"))
    status, headers, _ = raw.answer()
    same("Connection: close", (status, headers["connection"]), (404, "close"))
    same("it is closed", raw.to_end(), b"")
    raw.close()

    raw = Raw(port)
    raw.send(b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
    same("HTTP/1.0 keep-alive", raw.answer()[1].get("connection"), "keep-alive")
    raw.send(b"GET / HTTP/1.0\r\n\r\n")
    same("HTTP/1.0", raw.answer()[1].get("connection"), "close")
    same("HTTP/1.0 is closed", raw.to_end(), b"")

    raw = Raw(port)
    raw.send(get("/length", "Content-Length: 4", "Expect: 100-continue", method="POST"))
    same("100-continue", raw.answer()[0], 100)
    raw.send(b"1234")
    same("after 100-continue", raw.answer()[::2], (200, b"4\n"))
    raw.send(get("/none", "Content-Length: 4", "Expect: 100-continue", method="POST"))
    status, headers, _ = raw.answer()
    same("no 100 for a body that nobody wants", (status, headers.get("connection")), (404, "close"))
    raw = Raw(port)
    raw.send(get("/", "Expect: the-unexpected"))
    same("another expectation", raw.answer()[0], 417)


def test_bad_input(port):
    host = b"Host: test\r\n"
    head = b"POST /length HTTP/1.1\r\n" + host
    chunked = head + b"Transfer-Encoding: chunked\r\n\r\n"
    cases = [
        ("no request line", b"hello\r\n\r\n", 400),
        ("two empty lines", b"\r\n\r\nGET / HTTP/1.1\r\n\r\n", 400),
        ("bare LF", b"GET / HTTP/1.1\n" + host + b"\r\n", 400),
        ("bare LF in headers", b"GET / HTTP/1.1\r\nHost: test\nA: b\r\n\r\n", 400),
        ("bare CR", b"GET / HTTP/1.1\r\nHost: te\rst\r\n\r\n", 400),
        ("NUL", b"GET / HTTP/1.1\r\nHost: te\0st\r\n\r\n", 400),
        ("no version", b"GET /\r\n" + host + b"\r\n", 400),
        ("two spaces", b"GET  / HTTP/1.1\r\n" + host + b"\r\n", 400),
        ("space in the target", b"GET /a b HTTP/1.1\r\n" + host + b"\r\n", 400),
        ("HTTP/2.0", b"GET / HTTP/2.0\r\n" + host + b"\r\n", 505),
        ("HTTP/1.10", b"GET / HTTP/1.10\r\n" + host + b"\r\n", 400),
        ("lower case", b"GET / http/1.1\r\n" + host + b"\r\n", 400),
        ("method", b"G@T / HTTP/1.1\r\n" + host + b"\r\n", 400),
        ("no Host", b"GET / HTTP/1.1\r\n\r\n", 400),
        ("two Hosts", b"GET / HTTP/1.1\r\n" + host * 2 + b"\r\n", 400),
        ("space before the colon", b"GET / HTTP/1.1\r\nHost : test\r\n\r\n", 400),
        ("no colon", b"GET / HTTP/1.1\r\n" + host + b"nonsense\r\n\r\n", 400),
        ("no name", b"GET / HTTP/1.1\r\n" + host + b": x\r\n\r\n", 400),
        ("obs-fold", b"GET / HTTP/1.1\r\n" + host + b"A: b\r\n c\r\n\r\n", 400),
        ("space before headers", b"GET / HTTP/1.1\r\n " + host + b"\r\n", 400),
        ("both", head + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("two lengths", head + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", 400),
        ("list of lengths", head + b"Content-Length: 5, 6\r\n\r\nabcdef", 400),
        ("length +5", head + b"Content-Length: +5\r\n\r\nabcde", 400),
        ("length -5", head + b"Content-Length: -5\r\n\r\nabcde", 400),
        ("length 0x5", head + b"Content-Length: 0x5\r\n\r\nabcde", 400),
        ("empty length", head + b"Content-Length: \r\n\r\n", 400),
        ("length too big to count", head + b"Content-Length: 18446744073709551617\r\n\r\n", 400),
        ("length over the limit", head + b"Content-Length: 99999999\r\n\r\n", 413),
        ("gzip", head + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501),
        ("not chunked", head + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400),
        ("chunked twice", head + b"Transfer-Encoding: chunked\r\n" * 2 + b"\r\n0\r\n\r\n", 501),
        ("chunked in 1.0", b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("chunk size", chunked + b"x\r\n", 400),
        ("chunk size 0x", chunked + b"0x3\r\nabc\r\n0\r\n\r\n", 400),
        ("negative chunk", chunked + b"-3\r\n", 400),
        ("chunk size too big to count", chunked + b"11111111111111111\r\n", 400),
        ("chunk over the limit", chunked + b"fffffff\r\n", 413),
        ("chunks over the limit", chunked + (b"80000\r\n" + b"a" * 0x80000 + b"\r\n") * 3, 413),
        ("chunk longer than its size", chunked + b"3\r\nabcd\r\n0\r\n\r\n", 400),
        ("chunk with LF", chunked + b"3\nabc\r\n0\r\n\r\n", 400),
        ("long extension", chunked + b"3;" + b"e" * 9000 + b"\r\nabc\r\n", 400),
        ("many extensions", chunked + (b"1;" + b"e" * 4000 + b"\r\na\r\n") * 20, 400),
        ("trailer without colon", chunked + b"0\r\nnonsense\r\n\r\n", 400),
        ("many trailers", chunked + b"0\r\n" + b"A: b\r\n" * 101 + b"\r\n", 431),
        ("long target", b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n", 414),
        ("long line without an end", b"a" * 9000, 414),
        ("long header", b"GET / HTTP/1.1\r\n" + host + b"A: " + b"b" * 9000 + b"\r\n\r\n", 431),
        ("many headers", b"GET / HTTP/1.1\r\n" + host + b"A: b\r\n" * 100 + b"\r\n", 431),
        ("much of headers", b"GET / HTTP/1.1\r\n" + host + (b"A: " + b"b" * 8000 + b"\r\n") * 5,
         431),
    ]
    for what, data, expected in cases:
        raw = Raw(port)
        try:
            raw.send(get("/") + data)
            same(what + ": the one before", raw.answer()[0], 200)
            status, headers, _ = raw.answer()
            same(what, (status, headers.get("connection")), (expected, "close"))
            raw.socket.shutdown(socket.SHUT_WR)
            check(what + " is closed", closed(raw))
        except OSError as e:
            check(what, False, repr(e))
        except EOFError as e:
            check(what, False, "closed after " + repr(e))
        raw.close()
    # What ends early gets no answer, and harms nobody.
    for data in (b"GET /", chunked, chunked + b"5\r\nab", head + b"Content-Length: 9\r\n\r\nabc"):
        raw = Raw(port)
        raw.send(data)
        raw.socket.shutdown(socket.SHUT_WR)
        same(f"{data[-12:]!r} and then the end", raw.to_end(), b"")
        raw.close()
    raw = Raw(port)
    raw.send(get("/"))
    same("the server goes on", raw.answer()[0], 200)
    raw.close()


def test_slow_clients(folder, mode):
    server = Server(folder, mode, "--head-ms", "400", "--idle-ms", "700", "--body-ms", "500")
    begin = time.monotonic()
    raws = [Raw(server.port) for _ in range(5)]
    raws[0].send(b"GET / HT")
    raws[1].send(get("/length", "Content-Length: 5", method="POST") + b"ab")
    raws[2].send(get("/"))
    raws[4].send(get("/chunks/100000000"))  # of which nobody reads
    same("before it idles", raws[2].answer()[0], 200)
    for raw, what, expected in ((raws[0], "a slow head", 408), (raws[1], "a slow body", 408)):
        status, headers, _ = raw.answer()
        same(what, (status, headers.get("connection")), (expected, "close"))
        same(what + " is closed", raw.to_end(), b"")
    for raw in raws[2:4]:
        same("an idle connection is closed", raw.to_end(), b"")
    took = time.monotonic() - begin
    check("slow clients in time", 0.3 < took < 4, took)
    # A byte now and then does not help: the head as a whole has a limit.
    raw = Raw(server.port)
    begin = time.monotonic()
    try:
        for byte in get("/", "A: " + "b" * 100):
            raw.send(bytes([byte]))
            time.sleep(0.05)
        check("a head byte by byte", False, "was accepted")
    except OSError:
        pass
    took = time.monotonic() - begin
    check("a head byte by byte", took < 5, took)
    time.sleep(max(0, begin + 3 - time.monotonic()))
    try:
        got = len(raws[4].to_end())
    except OSError:
        got = 0
    check("who reads nothing is cut off", got < 100000000, got)
    for r in raws + [raw]:
        r.close()
    same("status after slow clients", server.stop(), 143)


def test_shutdown(folder, mode):
    server = Server(folder, mode)
    idle, busy, late = Raw(server.port), Raw(server.port), Raw(server.port)
    idle.send(get("/"))
    idle.answer()
    busy.send(get("/pause/800"))
    late.send(b"GET / HTTP/1.1\r\nHo")
    time.sleep(0.3)
    begin = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    same("idle connections end", idle.to_end(), b"")
    check("idle connections end at once", time.monotonic() - begin < 0.5)
    late.send(b"st: test\r\n\r\n")
    status, headers, _ = late.answer()
    same("a request that has begun", (status, headers.get("connection")), (200, "close"))
    status, headers, body = busy.answer()
    same("an answer on its way", (status, body), (200, b"rested\n"))
    same("the end after a stop", busy.to_end(), b"")
    try:
        socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
        check("no connection after a stop", server.process.poll() is None)
    except OSError:
        pass
    try:
        same("status after SIGTERM", server.process.wait(10), 143)
    except subprocess.TimeoutExpired:
        check("the server stops in time", False)
        server.process.kill()
    same("stderr", server.process.stderr.read(), "")
    server = Server(folder, mode)
    stuck = Raw(server.port)
    stuck.send(get("/chunks/1000000000"))
    time.sleep(0.2)
    begin = time.monotonic()
    same("status after SIGINT", server.stop(signal.SIGINT), 130)
    check("who reads nothing does not hold up a stop", time.monotonic() - begin < 9)


def test_load(folder, mode):
    server = Server(folder, mode)
    for path in ("/", "/chunks/50000"):
        _, out, err = run("wrk", "-t1", "-c20", "-d2s", server.url + path)
        text = out.decode()
        rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
        well = rate and float(rate[1]) > 10 and "errors" not in text and "Non-2xx" not in text
        check("wrk", well, text + err.decode())
        print(f"  wrk {path}: {rate[1] if rate else '?'} requests/s")
    wrk = subprocess.Popen(["wrk", "-t1", "-c20", "-d2s", server.url + "/"],
                           stdout=subprocess.DEVNULL)
    time.sleep(0.5)
    same("status after a stop under load", server.stop(), 143)
    wrk.wait()


# The client.

class Script:
    """A server that says what it is told and notes what it hears."""

    def __init__(self, *answers, pause=0.0):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = "http://127.0.0.1:%d/" % self.listener.getsockname()[1]
        self.answers = answers
        self.pause = pause
        self.heard = []
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        for answer in self.answers:
            connection, _ = self.listener.accept()
            with connection:
                connection.settimeout(5)
                for part in answer if isinstance(answer, list) else [answer]:
                    heard = b""
                    while b"\r\n\r\n" not in heard:
                        piece = connection.recv(65536)
                        if not piece:
                            break
                        heard += piece
                    if b"chunked" in heard.split(b"\r\n\r\n")[0]:
                        while not heard.endswith(b"0\r\n\r\n"):
                            heard += connection.recv(65536)
                    self.heard.append(heard)
                    try:
                        if self.pause:
                            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                            for i in range(len(part)):
                                connection.send(part[i:i + 1])
                                time.sleep(self.pause)
                        else:
                            connection.sendall(part)
                    except OSError:
                        break  # the client has seen enough
        self.listener.close()


def test_client(get_program):
    def fetch(answer, *words, pause=0.0):
        script = Script(answer, pause=pause)
        status, out, err = run(*get_program, *words, script.url)
        script.thread.join(10)
        return status, out, err, script.heard

    ok = b"HTTP/1.1 200 OK\r\n"
    chunked = ok + b"Transfer-Encoding: chunked\r\n\r\n"
    odd = chunked + b"3;x=y\r\nabc\r\nA\r\n0123456789\r\n0000\r\nX-Sum: 13\r\n\r\n"
    good = [
        ("length", ok + b"Content-Length: 3\r\n\r\nabc", b"abc"),
        ("no body", ok + b"Content-Length: 0\r\n\r\n", b""),
        ("204", b"HTTP/1.1 204 No Content\r\n\r\n", b""),
        ("until the end", ok + b"\r\nabc", b"abc"),
        ("HTTP/1.0", b"HTTP/1.0 200 OK\r\n\r\nabc", b"abc"),
        ("chunks", odd, b"abc0123456789"),
        ("news before the answer", b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
         b"HTTP/1.1 100 Continue\r\n\r\n" + odd, b"abc0123456789"),
        ("no reason", b"HTTP/1.1 200\r\nContent-Length: 1\r\n\r\na", b"a"),
    ]
    for what, answer, body in good:
        same("client: " + what, fetch(answer)[:3], (0, body, b""))
    same("client: byte by byte", fetch(odd, pause=0.0005)[:3], (0, b"abc0123456789", b""))
    same("client: trailers", fetch(odd, "--trailers")[1], b"abc0123456789X-Sum: 13\n")
    bad = [
        ("nothing", b""),
        ("half a head", ok + b"Content-Le"),
        ("a truncated body", ok + b"Content-Length: 5\r\n\r\nabc"),
        ("a truncated chunk", chunked + b"5\r\nabc"),
        ("chunks without an end", chunked + b"3\r\nabc\r\n"),
        ("chunks without trailers' end", chunked + b"3\r\nabc\r\n0\r\n"),
        ("half trailers", chunked + b"0\r\nX: y"),
        ("a chunk size", chunked + b"3\r\nabc\r\nz\r\n"),
        ("a chunk that is too long", chunked + b"3\r\nabcd\r\n0\r\n\r\n"),
        ("two lengths", ok + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"),
        ("both", ok + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        ("another coding", ok + b"Transfer-Encoding: gzip\r\n\r\nabc"),
        ("no HTTP", b"SSH-2.0-x\r\n\r\n"),
        ("a status line", b"HTTP/1.1 2x0 OK\r\n\r\n"),
        ("obs-fold", ok + b"A: b\r\n c\r\nContent-Length: 0\r\n\r\n"),
        ("bare LF", b"HTTP/1.1 200 OK\nContent-Length: 0\n\n"),
        ("101", b"HTTP/1.1 101 Switching Protocols\r\n\r\n"),
        ("a header without end", ok + b"A: " + b"b" * 100000),
    ]
    for what, answer in bad:
        status, _, err, _ = fetch(answer)
        check("client: " + what, status == 1 and err.startswith(b"http-get: "), (status, err))
    # A HEAD has no body whatever its headers say, and the connection goes on.
    script = Script([ok + b"Content-Length: 99\r\n\r\n"] * 2)
    status, out, _ = run(*get_program, "-I", script.url, script.url)
    same("client: HEAD", (status, out.count(b"Content-Length: 99")), (0, 2))
    script = Script([odd, ok + b"Connection: close\r\nContent-Length: 1\r\n\r\na"], [odd])
    same("client: keep-alive, then close", run(*get_program, *[script.url] * 3)[:2],
         (0, b"abc0123456789" + b"a" + b"abc0123456789"))
    heard = fetch(odd, "-d", "text", "-H", "A: b")[3][0]
    check("client: POST", heard.startswith(b"POST / HTTP/1.1\r\n") and b"A: b\r\n" in heard and
          b"Content-Length: 4\r\n" in heard, heard)
    same("client: a header with a line of its own",
         fetch(odd, "-H", "A: b\r\nC: d")[0], 1)
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"f" * 50000)
        file.flush()
        heard = fetch(odd, "-T", file.name)[3][0]
        check("client: chunked upload", b"Transfer-Encoding: chunked" in heard and
              heard.count(b"f") >= 50000 and heard.endswith(b"\r\n0\r\n\r\n"), heard[:300])
    same("client: nobody there", run(*get_program, "http://127.0.0.1:1/")[0], 1)
    same("client: usage", run(*get_program)[0], 2)
    same("client: a bad url", run(*get_program, "ftp://x/")[0], 2)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Nginx:
    config = """
daemon off; master_process off; error_log stderr crit; pid {folder}/pid;
events {{ worker_connections 64; }}
http {{
  access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b;
  fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{
    listen 127.0.0.1:{port}; root {folder}/www;
    location /proxy/ {{ proxy_pass {upstream}/; proxy_http_version 1.1; }}
  }}
}}
"""

    def __init__(self, folder, upstream):
        self.port = free_port()
        os.makedirs(folder + "/www", exist_ok=True)
        with open(folder + "/conf", "w") as file:
            file.write(self.config.format(folder=folder, port=self.port, upstream=upstream))
        self.process = subprocess.Popen(["nginx", "-c", folder + "/conf", "-p", folder])
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                break
            except OSError:
                time.sleep(0.05)
        self.url = f"http://127.0.0.1:{self.port}"


def test_nginx(folder, mode, get_program):
    """Our client asks nginx, which asks our server."""
    server = Server(folder, mode)
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)
        nginx = Nginx(place, server.url)
        try:
            data = os.urandom(1 << 20) * 4
            with open(place + "/www/file", "wb") as file:
                file.write(data)
            status, out, err = run(*get_program, nginx.url + "/file")
            check("a file of nginx", status == 0 and out == data, err)
            status, out, _ = run(*get_program, *[nginx.url + "/file"] * 3)
            check("three files of nginx", status == 0 and out == data * 3)
            status, out, _ = run(*get_program, "-I", nginx.url + "/file")
            check("HEAD of nginx", status == 0 and b"Content-Length: 4194304" in out, out)
            same("nginx as proxy", run(*get_program, nginx.url + "/proxy/")[:2],
                 (0, b"hello, world\n"))
            same("nginx as proxy, chunks", run(*get_program, nginx.url + "/proxy/chunks/70000")[:2],
                 (0, b"x" * 70000))
            same("nginx as proxy, POST",
                 run(*get_program, "-d", "abc", nginx.url + "/proxy/echo")[:2], (0, b"abc"))
            status, out, _ = run(*get_program, "-T", place + "/www/file", server.url + "/echo")
            check("our client and server", status == 0 and out == data)
        finally:
            nginx.process.terminate()
            nginx.process.wait(10)
    same("status behind nginx", server.stop(), 143)


def test_mode(folder, mode):
    print(mode, flush=True)
    get_program = [os.path.join(folder, "http-get")]
    if mode != "suspending":
        get_program.append("--" + mode)
    server = Server(folder, mode, "--max-body", "4000000")
    test_raw(server.port)
    if shutil.which("curl"):
        test_curl(server.url)
    else:
        print("skipped: curl is not installed")
    same("status", server.stop(), 143)
    server = Server(folder, mode, "--max-body", "1000000")
    test_bad_input(server.port)
    same("status after bad input", server.stop(), 143)
    test_slow_clients(folder, mode)
    test_shutdown(folder, mode)
    test_client(get_program)
    for program, test, words in (("wrk", test_load, (folder, mode)),
                                 ("nginx", test_nginx, (folder, mode, get_program))):
        if shutil.which(program):
            test(*words)
        else:
            print(f"skipped: {program} is not installed")


def main(arguments):
    if not arguments:
        sys.exit(__doc__)
    folder, *modes = arguments
    same("usage of the server", run(os.path.join(folder, "http-server"), "--nonsense")[0], 2)
    if not modes:
        modes = ["suspending", "blocking", "asio"]
        if run(os.path.join(folder, "http-get"), "--asio", "http://127.0.0.1:1/")[2] == \
                b"http-get: this was built without Boost.Asio\n":
            modes.pop()
            print("skipped: asio")
    for mode in modes:
        test_mode(folder, mode)
    print("failed: %d" % failures if failures else "passed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
