"""Runs a program that dies with its parent: `python -I -S leash.py SIGNAL PARENT UID:GID PROGRAM …`.

The kernel sends SIGNAL to the program when the thread that started it ends, however it ends (prctl(2),
PR_SET_PDEATHSIG; Linux only, elsewhere the program simply runs). A change of user clears the request, so the
user is changed here, first. UID:GID is `-` where the user stays. Nothing but the standard library is imported.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1


def main(death_signal: int, parent: int, user: str, program: list[str]) -> None:
    """Become `program`; exits with 1 where the parent is already gone."""
    if user != "-":
        uid, gid = (int(number) for number in user.split(":"))
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != parent:  # it went before the request was made
            sys.exit(1)
    os.execv(program[0], program)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:])
