"""The account that the workers run as when root starts the server, and what they may still do."""

from __future__ import annotations

import ctypes
import grp
import os
import pwd
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from vostochny.model.errors import CallError

ORDINARY = "nobody"
# linux/prctl.h and linux/capability.h
PR_SET_KEEPCAPS = 8
PR_SET_NO_NEW_PRIVS = 38
CAPABILITY_VERSION = 0x20080522
CAP_DAC_READ_SEARCH = 2


@dataclass(frozen=True)
class Account:
    """A user of the machine, by name and number, with the main group."""

    name: str
    uid: int
    group: str
    gid: int


def account(name: str = ORDINARY) -> Account | None:
    """The account that workers change to; None where root does not start them, because nobody else can change.

    Raises CallError when the machine has no such user, or when it is root.
    """
    if os.geteuid():
        return None
    try:
        entry = pwd.getpwnam(name)
    except KeyError as error:
        raise CallError(f"There is no user {name!r} on this machine; name another with --user.") from error
    if entry.pw_uid == 0:
        raise CallError(f"The workers must not run as root; name an ordinary user with --user, not {name!r}.")
    return Account(name, entry.pw_uid, grp.getgrgid(entry.pw_gid).gr_name, entry.pw_gid)


@contextmanager
def acting_as(who: Account) -> Iterator[None]:
    """Look at the file system as another user does, for a moment."""
    groups = os.getgroups()
    os.setgroups([who.gid])
    os.setegid(who.gid)
    os.seteuid(who.uid)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


def can_read(who: Account | None, paths: Iterable[Path]) -> bool:
    """Whether an account can read all these files and folders; without an account, whoever asks can."""
    if who is None:
        return True
    wanted = [(path, os.R_OK | (os.X_OK if path.is_dir() else 0)) for path in paths]
    with acting_as(who):
        return all(os.access(path, mode, effective_ids=True) for path, mode in wanted)


def become(who: Account, *, reading: bool) -> None:
    """Change to an account for good.

    reading: keep the right to read every file, for a program that is itself where the account cannot read it
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if reading:
        libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([who.gid])
    os.setresgid(who.gid, who.gid, who.gid)
    os.setresuid(who.uid, who.uid, who.uid)
    if reading:
        header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
        kept = 1 << CAP_DAC_READ_SEARCH
        # Effective, permitted and inheritable rights, in two words each of 32.
        rights = (ctypes.c_uint32 * 6)(kept, kept, 0, 0, 0, 0)
        if libc.capset(ctypes.byref(header), ctypes.byref(rights)):
            raise OSError(ctypes.get_errno(), f"{who.name} cannot be allowed to read the program")
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
