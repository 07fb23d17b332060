"""Runs a program on a pseudo-terminal and does to it what a person or a system does. The steps are JSON on standard input,
one list of objects; what was seen is JSON on standard output. Used by tests of test/lab/."""

import fcntl
import json
import os
import re
import select
import signal
import struct
import sys
import termios
import time


def size(fd, rows, columns):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


master, slave = os.openpty()
size(slave, 24, 100)
before = termios.tcgetattr(slave)
child = os.fork()
if child == 0:
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for fd in (0, 1, 2):
        os.dup2(slave, fd)
    os.execvp(sys.argv[1], sys.argv[1:])

seen = b""
# From where the next expectation looks.
mark = 0


def read(seconds):
    global seen
    if select.select([master], [], [], seconds)[0]:
        seen += os.read(master, 65536)


def expect(pattern, within=60):
    global mark
    deadline = time.monotonic() + within
    while True:
        found = re.search(pattern.encode(), seen[mark:])
        if found:
            mark += found.end()
            return
        if time.monotonic() > deadline:
            raise SystemExit(f"not seen within {within} s: {pattern!r} in {seen[mark:][-800:]!r}")
        read(0.1)


def wait(flags, within=20):
    deadline = time.monotonic() + within
    while True:
        pid, status = os.waitpid(child, flags | os.WNOHANG)
        if pid:
            read(0.2)
            return status
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGKILL)
            raise SystemExit(f"it neither ended nor stopped within {within} s; the last it said: {seen[-400:]!r}")
        read(0.05)


def restored():
    return termios.tcgetattr(slave) == before


result = {"restored": []}
for step in json.load(sys.stdin):
    (what, value), = step.items()
    if what == "expect":
        expect(value)
    elif what == "send":
        os.write(master, value.encode())
    elif what == "signal":
        os.kill(child, getattr(signal, value))
    elif what == "resize":
        size(master, *value)
    elif what == "stall":
        time.sleep(value)
    elif what == "stopped":
        result["stopped"] = os.WIFSTOPPED(wait(os.WUNTRACED))
        result["restored"].append(restored())
    elif what == "ended":
        status = wait(0)
        result["status"] = os.waitstatus_to_exitcode(status)
        result["restored"].append(restored())
result["output"] = seen.decode("utf-8", "replace")
print(json.dumps(result))
