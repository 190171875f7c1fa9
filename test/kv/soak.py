#!/usr/bin/env python3
"""soak.py SERVER [--seconds N] [--connections N]: a kv server under clients that come, go and are killed.

Client processes keep their connections in flux: each connection sets its key to a number that grows by one and
leaves after a while: politely, by a reset, or in the middle of a request. Now and then a whole process is killed
and another one takes its place. What a client was told is written down in memory that outlives it, so at the
end, and at each new connection, the server must know every acknowledged write. Its descriptors must return
to what they were, and its memory must not grow after the first quarter of the time.
"""
import argparse, asyncio, mmap, os, random, signal, socket, struct, subprocess, sys, time

PROCESSES = 5
# Each connection of a place takes the next of these keys: what the one before has left in the server's socket may
# be carried out after it has begun.
KEYS = 8


class Ledger:
    """Per key, the last number that was sent and the last one that was acknowledged."""

    def __init__(self, places):
        self.keys = places * KEYS
        self.memory = mmap.mmap(-1, 16 * self.keys + 8 * places)

    def next_key(self, place):
        """A key for a new connection, and the one before."""
        at = 16 * self.keys + 8 * place
        n = struct.unpack_from("Q", self.memory, at)[0] + 1
        struct.pack_into("Q", self.memory, at, n)
        return place * KEYS + n % KEYS, place * KEYS + (n - 1) % KEYS

    def read(self, key):
        return struct.unpack_from("QQ", self.memory, 16 * key)

    def sent(self, key, n):
        struct.pack_into("Q", self.memory, 16 * key, n)

    def acknowledged(self, key, n):
        struct.pack_into("Q", self.memory, 16 * key + 8, n)


def request(*words):
    out = [b"*%d\r\n" % len(words)]
    for w in words:
        out.append(b"$%d\r\n%s\r\n" % (len(w), w))
    return b"".join(out)


def set_request(key, n):
    return request(b"set", b"key:%d" % key, b"%d" % n + b"." * (n % 200))


async def reply(reader):
    line = await reader.readuntil(b"\r\n")
    if line[:1] == b"$":
        size = int(line[1:])
        if size < 0:
            return None
        return (await reader.readexactly(size + 2))[:-2]
    if line[:1] == b"-":
        raise AssertionError(f"the server says {line!r}")
    return line[1:-2]


def number(value):
    return int(value.rstrip(b".")) if value else 0


def check(ledger, key, value, where):
    sent, acknowledged = ledger.read(key)
    found = number(value)
    if not acknowledged <= found <= sent:
        print(f"{where}: key {key} is {found}; {acknowledged} was acknowledged, {sent} sent", flush=True)
        os._exit(3)


async def one_connection(port, ledger, place, chance):
    key, before = ledger.next_key(place)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    raw = writer.get_extra_info("socket")
    for each in (before, key):
        writer.write(request(b"get", b"key:%d" % each))
        check(ledger, each, await reply(reader), "a new connection")
    n = ledger.read(key)[0]
    for _ in range(chance.randrange(1, 40)):
        batch = chance.choice((1, 1, 1, 4, 16))
        for i in range(batch):
            ledger.sent(key, n + i + 1)
            writer.write(set_request(key, n + i + 1))
        for i in range(batch):
            assert await reply(reader) == b"OK"
            ledger.acknowledged(key, n + i + 1)
        n += batch
        await asyncio.sleep(chance.random() * 0.2)
    way = chance.randrange(4)
    if way == 0:  # a reset
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()
    elif way == 1:  # in the middle of a request
        writer.write(set_request(key, n + 1)[:-3])
        writer.transport.abort()
    elif way == 2:  # without waiting for the reply
        ledger.sent(key, n + 1)
        writer.write(set_request(key, n + 1))
        writer.close()
    else:
        writer.close()
        await writer.wait_closed()


async def keep_connected(port, ledger, place, chance, until):
    while time.monotonic() < until:
        try:
            await one_connection(port, ledger, place, chance)
        except (ConnectionError, asyncio.IncompleteReadError) as e:
            print(f"place {place}: the server has closed the connection: {e!r}", flush=True)
            os._exit(3)
        await asyncio.sleep(chance.random() * 0.05)


def client(port, ledger, places, seed, until):
    async def all_of_them():
        chance = random.Random(seed)
        await asyncio.gather(
            *(keep_connected(port, ledger, k, random.Random(chance.random()), until) for k in places))

    asyncio.run(all_of_them())
    os._exit(0)


def start(port, ledger, places, seed, until):
    pid = os.fork()
    if pid == 0:
        try:
            client(port, ledger, places, seed, until)
        except BaseException as e:
            print(f"a client: {e!r}", flush=True)
        os._exit(4)
    return pid


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def memory_kib(pid):
    with open(f"/proc/{pid}/status") as f:
        return next(int(line.split()[1]) for line in f if line.startswith("VmRSS"))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("server")
    options.add_argument("--seconds", type=float, default=600)
    options.add_argument("--connections", type=int, default=500)
    options.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    o = options.parse_args()
    chance = random.Random(o.seed)
    server = subprocess.Popen([o.server, "--port", "0"], stdout=subprocess.PIPE, text=True)
    line = server.stdout.readline()
    assert line.startswith("listening on"), line
    port = int(line.rsplit(":", 1)[1])
    ledger = Ledger(o.connections)
    time.sleep(0.2)
    at_rest = descriptors(server.pid)
    begin = time.monotonic()
    until = begin + o.seconds
    share = [range(p, o.connections, PROCESSES) for p in range(PROCESSES)]
    pids = {start(port, ledger, share[p], chance.random(), until): p for p in range(PROCESSES)}
    early, highest, peak, killed = None, 0, 0, 0
    failed = []
    try:
        next_kill = begin + chance.uniform(1, 4)
        while pids:
            time.sleep(0.1)
            now = time.monotonic()
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid in pids:
                part = pids.pop(pid)
                if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL and now < until:
                    pids[start(port, ledger, share[part], chance.random(), until)] = part
                elif status != 0 and not os.WIFSIGNALED(status):
                    failed.append(f"a client ended with status {os.waitstatus_to_exitcode(status)}")
            if server.poll() is not None:
                failed.append(f"the server has ended with status {server.returncode}")
                break
            if failed:
                break
            if pids and now > next_kill and now < until - 1:
                os.kill(chance.choice(list(pids)), signal.SIGKILL)
                killed += 1
                next_kill = now + chance.uniform(1, 4)
            peak = max(peak, descriptors(server.pid))
            if now > begin + o.seconds / 4:
                used = memory_kib(server.pid)
                early = early or used
                highest = max(highest, used)
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
    if not failed:
        wrong = 0
        with socket.create_connection(("127.0.0.1", port)) as s, s.makefile("rwb") as stream:
            for key in range(ledger.keys):
                stream.write(request(b"get", b"key:%d" % key))
                stream.flush()
                size = int(stream.readline()[1:])
                check(ledger, key, stream.read(size + 2)[:-2] if size >= 0 else None, "at the end")
        deadline = time.monotonic() + 10
        while descriptors(server.pid) != at_rest and time.monotonic() < deadline:
            time.sleep(0.1)
        if descriptors(server.pid) != at_rest:
            failed.append(f"descriptors: {at_rest} at first, {descriptors(server.pid)} at the end")
        # Room for what the allocators keep of the busiest moment; a leak of a connection's worth would show.
        if highest > early * 1.15 + 2048:
            failed.append(f"memory: {early} KiB after a quarter of the time, {highest} later")
        if peak < o.connections / 2:
            failed.append(f"only {peak} descriptors were open at once")
    server.send_signal(signal.SIGTERM)
    try:
        status = server.wait(20)
        if not failed and status != 143 and status != -signal.SIGTERM:
            failed.append(f"the server ended with status {status} after SIGTERM")
    except subprocess.TimeoutExpired:
        failed.append("the server does not end after SIGTERM")
        server.kill()
    writes = sum(ledger.read(k)[1] for k in range(ledger.keys))
    print(f"{writes} acknowledged writes, {killed} processes of {o.connections // PROCESSES} connections killed, "
          f"at most {peak} descriptors, {early} to {highest} KiB (seed {o.seed})")
    for each in failed:
        print("FAILED:", each)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
