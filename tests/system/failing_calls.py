"""Letting one system call of a process fail: the kernel asks us about each call, and we answer with an error.

Seccomp's notifications are used, so that nothing in the process is replaced, no compiler is needed and no
rights: whatever library makes the call, it is the real one that fails. Only for Linux.
"""

import ctypes
import errno
import fcntl
import os
import platform
import select
import socket
import struct
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

_NUMBERS: Mapping[str, Mapping[str, Mapping[str, int]]] = {
    "x86_64": {
        "write": {"write": 1, "pwrite64": 18, "writev": 20, "pwritev": 296},
        "fsync": {"fsync": 74, "fdatasync": 75},
        "truncate": {"truncate": 76, "ftruncate": 77},
        "rename": {"rename": 82, "renameat": 264, "renameat2": 316},
        "open": {"open": 2, "openat": 257},
        "unlink": {"unlink": 87, "unlinkat": 263},
        "read": {"read": 0, "pread64": 17, "readv": 19, "preadv": 295},
    },
    "aarch64": {
        "write": {"write": 64, "pwrite64": 68, "writev": 66, "pwritev": 70},
        "fsync": {"fsync": 82, "fdatasync": 83},
        "truncate": {"truncate": 45, "ftruncate": 46},
        "rename": {"renameat": 38, "renameat2": 276},
        "open": {"openat": 56},
        "unlink": {"unlinkat": 35},
        "read": {"read": 63, "pread64": 67, "readv": 65, "preadv": 69},
    },
}
_SECCOMP = {"x86_64": 317, "aarch64": 277}
CALLS = tuple(_NUMBERS["x86_64"])
_BY_PATH = {"open", "rename", "truncate", "unlink"}
"""Calls that name a file by a path in their first argument."""
_BY_PATH_IN_FOLDER = {"openat", "renameat", "renameat2", "unlinkat"}
"""Calls that name it in their second, after the handle of a folder."""

_NO_NEW_PRIVILEGES = 38
_SET_FILTER, _NEW_LISTENER = 1, 1 << 3
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _NOTIFY = 0x7FFF0000, 0x7FC00000
_QUESTION, _ANSWER = struct.Struct("=QIIiIQ6Q"), struct.Struct("=QqiI")
_RECEIVE, _SEND = 0xC0502100, 0xC0182101
_CONTINUE = 1
_LONGEST_PATH = 4096


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("yes", ctypes.c_uint8),
        ("no", ctypes.c_uint8),
        ("k", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(_Instruction)))


@dataclass(frozen=True)
class Fault:
    """Which call fails: the ``nth`` of a kind on files below ``folders``; none for 0, or all from it on."""

    call: str
    nth: int
    folders: Collection[str]
    error: int = errno.EIO
    onwards: bool = False


@dataclass(frozen=True)
class Outcome:
    """How the process ended, and how many calls of the kind it made on such files."""

    status: int
    calls: int


def can_fail_calls() -> bool:
    """Whether this kernel lets a process without rights be asked about its calls."""
    if platform.system() != "Linux" or platform.machine() not in _NUMBERS:
        return False
    try:
        return run_with(Fault("fsync", 0, ()), lambda: 0) == Outcome(0, 0)
    except OSError:
        return False


def run_with(fault: Fault, work: Callable[[], int]) -> Outcome:
    """Run ``work`` in a forked process in which ``fault`` happens; its result is the exit status."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        child = os.fork()
        if child == 0:
            status = 255
            try:
                socket.send_fds(theirs, [b"x"], [_ask_about(fault.call)])
                status = work()
            finally:
                os._exit(status)
        theirs.close()
        message, handles, _, _ = socket.recv_fds(ours, 1, 1)
    calls = _answer(handles[0], fault) if message and handles else -1
    _, status = os.waitpid(child, 0)
    return Outcome(os.waitstatus_to_exitcode(status), calls)


def _ask_about(call: str) -> int:
    """Let the kernel ask about the calls of a kind from now on; return the handle that hears."""
    numbers = _NUMBERS[platform.machine()][call].values()
    lines = [_Instruction(_LOAD, 0, 0, 0)]
    for place, number in enumerate(numbers):
        lines.append(_Instruction(_JUMP_IF_EQUAL, len(numbers) - place, 0, number))
    lines += [_Instruction(_RETURN, 0, 0, _ALLOW), _Instruction(_RETURN, 0, 0, _NOTIFY)]
    program = _Program(len(lines), (_Instruction * len(lines))(*lines))
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    handle: int = library.syscall(
        _SECCOMP[platform.machine()], _SET_FILTER, _NEW_LISTENER, ctypes.byref(program)
    )
    if handle < 0:
        raise OSError(ctypes.get_errno(), "seccomp")
    return handle


def _answer(handle: int, fault: Fault) -> int:
    """Answer until the process has ended; return how many calls concerned the fault's folders."""
    names = {number: name for name, number in _NUMBERS[platform.machine()][fault.call].items()}
    folders = tuple(Path(folder) for folder in fault.folders)
    calls = 0
    waiting = select.poll()
    waiting.register(handle, select.POLLIN)
    try:
        while True:
            ((_, event),) = waiting.poll()
            if not event & select.POLLIN:
                return calls
            question = bytearray(_QUESTION.size)
            try:
                fcntl.ioctl(handle, _RECEIVE, question)
                id_, pid, _, number, _, _, *arguments = _QUESTION.unpack(question)
                path = _path(pid, names[number], arguments)
                concerned = path is not None and any(folder in (path, *path.parents) for folder in folders)
                calls += concerned
                fails = concerned and (calls == fault.nth or (fault.onwards and calls > fault.nth > 0))
                answer = (id_, 0, -fault.error, 0) if fails else (id_, 0, 0, _CONTINUE)
                fcntl.ioctl(handle, _SEND, _ANSWER.pack(*answer))
            except FileNotFoundError:
                # The process was killed, or its call interrupted, while we thought about it.
                continue
    finally:
        os.close(handle)


def _path(pid: int, name: str, arguments: list[int]) -> Path | None:
    try:
        if name in _BY_PATH:
            return _named(pid, Path(f"/proc/{pid}/cwd"), arguments[0])
        if name in _BY_PATH_IN_FOLDER:
            folder = ctypes.c_int32(arguments[0]).value
            return _named(
                pid, Path(f"/proc/{pid}/cwd" if folder < 0 else f"/proc/{pid}/fd/{folder}"), arguments[1]
            )
        return Path(f"/proc/{pid}/fd/{arguments[0]}").readlink()
    except OSError:
        return None


def _named(pid: int, folder: Path, address: int) -> Path:
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        # A path may end shortly before memory that cannot be read.
        page_end = -address % 4096 or 4096
        name = memory.read(page_end)
        if b"\0" not in name:
            name += memory.read(_LONGEST_PATH)
    return folder.readlink() / os.fsdecode(name.partition(b"\0")[0])
