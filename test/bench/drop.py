"""The bench of drops: drop.py BUILD.

Times are medians of alternating pairs, frames are counted in the allocator, instructions by callgrind;
each is a ratio against the same coroutine with synchronous destructors or with drops awaited by hand.
"""
import os
import re
import subprocess
import sys

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "drop")


def instructions(program, what):
    """Per call: the difference of two runs, so that the start does not count."""
    counts = []
    for rounds in (1000, 11000):
        out = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, what, str(rounds)],
            capture_output=True, text=True, check=True).stderr
        counts.append(int(re.search(r"Collected : (\d+)", out).group(1)))
    return (counts[1] - counts[0]) / 10000


def main(build):
    for compiler in ("clang++-19", "g++"):
        folder = os.path.join(build, "bench-drop-" + compiler)
        subprocess.run(
            ["cmake", "-G", "Ninja", "-S", HERE, "-B", folder, "-DCMAKE_CXX_COMPILER=" + compiler,
             "-DCMAKE_BUILD_TYPE=Release", "-DASYNCC=" + os.path.join(build, "bin", "asyncc"),
             "-DASYNC_LOWERED_INCLUDE_DIR=" + os.path.join(build, "include")],
            check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["cmake", "--build", folder], check=True, stdout=subprocess.DEVNULL)
        program = os.path.join(folder, "drop_bench")
        print("--", compiler, flush=True)
        subprocess.run([program, "time"], check=True)
        subprocess.run([os.path.join(folder, "drop_frames"), "frames"], check=True)
        subprocess.run([program, "loop"], check=True)
        by_hand = instructions(program, "one_by_hand")
        for what in ("one_dropped", "one_awaiting"):
            lowered = instructions(program, what)
            print(f"{what}, instructions: lowered {lowered:.0f}, by hand {by_hand:.0f} "
                  f"({lowered / by_hand:.2f})", flush=True)


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
