#!/usr/bin/env python3
"""End-to-end test of the example redis.

usage: redis_test.py STORY REDIS_DEMO

STORY runs against servers of its own and against the fake server of this file.
"""
import shutil
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


# What the fake server answers to CASE n. Small limits are in force: see story_garbage.hpp.
CASES = [
    b"+fine\r\n",
    b"HTTP/1.1 400 Bad Request\r\n\r\n",
    b"\r\n",
    b"+no return\n",
    b":12x\r\n",
    b":99999999999999999999\r\n",
    b"$5\r\nabcdefgh\r\n",
    b"$-2\r\n",
    b"$99999999999\r\n",
    b"$1001\r\n",
    b"*101\r\n",
    b"*1\r\n" * 5 + b":1\r\n",
    b"*1\r\n" * 4 + b":1\r\n",
    b"+" + b"x" * 300 + b"\r\n",
    b"#x\r\n",
    b",1.5.5\r\n",
    b",inf\r\n",
    b",-1e-3\r\n",
    b"(12a\r\n",
    b"(-123456789012345678901234567890\r\n",
    b"=2\r\nab\r\n",
    b"=8\r\ntxt:some\r\n",
    b"!9\r\nSYNTAX no\r\n",
    b"$?\r\n;4\r\nHell\r\n;1\r\no\r\n;0\r\n",
    b"$?\r\n+x\r\n",
    b";4\r\nHell\r\n",
    b"*?\r\n:1\r\n*0\r\n.\r\n",
    b"%?\r\n+a\r\n:1\r\n+b\r\n.\r\n",
    b"%?\r\n+a\r\n:1\r\n.\r\n",
    b"~?\r\n+a\r\n.\r\n",
    b".\r\n",
    b"*1\r\n>1\r\n+x\r\n",
    b">2\r\n+invalidate\r\n:1\r\n+after a push\r\n",
    b"|1\r\n+ttl\r\n:3600\r\n*2\r\n|1\r\n+a\r\n#t\r\n:1\r\n:2\r\n",
    b"|0\r\n+nothing beside\r\n",
    b"_\r\n",
    b"*-1\r\n",
    b"$-1\r\n",
    b"$0\r\n\r\n",
    b"*0\r\n",
    b"*60\r\n" + b"*1\r\n:1\r\n" * 60,
    b"*8\r\n" + (b"$900\r\n" + b"y" * 900 + b"\r\n") * 8,
    b"*2\r\n:1\r\n",      # and no more: the server leaves
    b"$10\r\nabc",
    b"",
]
# Those that end with the connection.
UNFINISHED = len(CASES) - 3


class Fake:
    """A server that answers CASE n, CASES and GOODBYES, and takes every piece apart."""

    def __init__(self):
        self.goodbyes = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def command(self, file):
        head = file.readline()
        if not head:
            return None
        words = []
        for _ in range(int(head[1:])):
            size = int(file.readline()[1:])
            words.append(file.read(size + 2)[:-2])
        return words

    def serve(self, client):
        file = client.makefile("rb")
        try:
            while words := self.command(file):
                if words[0] == b"QUIT":
                    self.goodbyes += 1
                    client.sendall(b"+OK\r\n")
                    break
                if words[0] == b"CASES":
                    client.sendall(b":%d\r\n" % len(CASES))
                elif words[0] == b"GOODBYES":
                    client.sendall(b":%d\r\n" % self.goodbyes)
                else:
                    number = int(words[1])
                    for i, byte in enumerate(CASES[number]):
                        client.sendall(bytes([byte]))
                        if i % 3 == 0 and i < 60:
                            time.sleep(0.0005)
                    if number >= UNFINISHED:
                        break
        except OSError:
            pass
        client.close()


def test_story(story):
    fake = Fake()
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([story, folder, str(fake.port)], capture_output=True, text=True,
                              timeout=300)
    if done.returncode != 0 or "--verbose" in sys.argv:
        print(done.stdout)
    check("the story", done.returncode == 0 and done.stdout.endswith("passed\n"),
          f"status {done.returncode}\n{done.stderr}")
    check("stderr of the story", done.stderr == "", done.stderr)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def test_demo(demo):
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        path = folder + "/redis.sock"
        server = subprocess.Popen(
            ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir",
             folder, "--unixsocket", path], stdout=subprocess.DEVNULL)
        try:
            for _ in range(100):
                if subprocess.run(["redis-cli", "-p", str(port), "PING"],
                                  capture_output=True).returncode == 0:
                    break
                time.sleep(0.05)
            texts = set()
            for options in (["--blocking"], ["--suspending"], ["--asio"],
                            ["--blocking", "--unix", path], ["--suspending", "--unix", path]):
                where = [] if "--unix" in options else ["127.0.0.1", str(port)]
                done = subprocess.run([demo, *options, *where], capture_output=True, text=True,
                                      timeout=20)
                check(f"redis-demo {options}", done.returncode == 0, done.stderr)
                texts.add(done.stdout)
                done = subprocess.run([demo, *options, *where, "ECHO", "a b"],
                                      capture_output=True, text=True, timeout=20)
                check(f"redis-demo {options} ECHO", (done.returncode, done.stdout) == (0, "a b\n"),
                      done.stdout + done.stderr)
            check("the same in every mode", len(texts) == 1, texts)
            done = subprocess.run([demo, "127.0.0.1", str(port), "NOSUCH"], capture_output=True,
                                  text=True, timeout=20)
            check("an error", done.returncode == 1 and "unknown command" in done.stdout,
                  done.stdout)
        finally:
            server.terminate()
            server.wait(10)
    check("usage", subprocess.run([demo, "--nonsense"], capture_output=True).returncode == 2)
    check("without a server", subprocess.run([demo, "127.0.0.1", str(free_port())],
                                             capture_output=True).returncode == 1)


def main(arguments):
    arguments = [a for a in arguments if a != "--verbose"]
    if len(arguments) not in (1, 2):
        sys.exit(__doc__)
    if not shutil.which("redis-server"):
        print("skipped: redis-server is not installed")
        return 0
    test_story(arguments[0])
    if len(arguments) == 2:
        test_demo(arguments[1])
    print("failed: %d" % failures if failures else "passed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
