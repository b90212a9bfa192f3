"""A command that the machine stops: a full disk, a folder that may not be written, told in one line."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor

from course.problems.plain import on_one_line, plain_streams

#: What can be done, by the system's number of the fault.
_MENDS = {
    errno.ENOSPC: "make room on the disk, then run this again",
    errno.EDQUOT: "make room on the disk, then run this again",
    errno.EFBIG: "the system allows no file so large; allow it, then run this again",
    errno.EROFS: "the disk is read-only; copy the course to one that can be written",
    errno.EACCES: "give yourself the right to it, then run this again",
    errno.EPERM: "give yourself the right to it, then run this again",
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.EMFILE: "close other programs, then run this again",
    errno.ENFILE: "close other programs, then run this again",
    errno.ENOMEM: "close other programs, then run this again",
}
_STOPPED = 130  # as shells have it


def in_a_line(verb: str, run: Callable[[], int]) -> int:
    """Exit status of `run`; 1 with one line on what the machine refused, 130 where somebody stopped it.

    Nothing that is printed meanwhile holds control characters.
    """
    with plain_streams():
        try:
            return run()
        except BrokenPipeError:  # who reads has enough, as of ``run.py check | head``
            _forget_output()
            return 1
        except OSError as error:
            return _told(verb, *_why(error))
        except MemoryError:
            return _told(verb, "there is not enough memory", _MENDS[errno.ENOMEM])
        except BrokenExecutor:
            return _told(
                verb, "the system ended a part of this program", "make room in memory, or use --jobs 1"
            )
        except KeyboardInterrupt:
            print(f"run.py {verb}: stopped", file=sys.stderr)
            return _STOPPED


def _why(error: OSError) -> tuple[str, str]:
    names = [os.fsdecode(name) for name in (error.filename, error.filename2) if isinstance(name, str | bytes)]
    reason = (error.strerror or str(error) or type(error).__name__).lower()
    what = f"{_near(names[-1])}: {reason}" if names else reason
    return what, _MENDS.get(error.errno or 0, "mend that, then run this again")


def _near(name: str) -> str:
    """The file `name` as seen from the folder that the command runs in, where there is one yet."""
    try:
        return os.path.relpath(name)
    except (OSError, ValueError):
        return name


def _told(verb: str, what: str, mend: str) -> int:
    print(f"run.py {verb}: {on_one_line(what)}; {mend}", file=sys.stderr)
    return 1


def _forget_output() -> None:
    """Python would complain of the closed pipe once more as it ends. Source: its documentation of SIGPIPE."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
