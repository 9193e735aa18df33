"""The address and port that the public server listens on: whether they are free, and whether it answers there."""

from __future__ import annotations

import errno
import socket
import subprocess
import time
from dataclasses import dataclass

import httpx

from vostochny.model.errors import BuildError, CallError
from vostochny.server.health import ADDRESS

START_S = 30
# Addresses that stand for all of the machine, and the one to ask for each.
ALL = {"0.0.0.0": "127.0.0.1", "::": "::1"}


@dataclass(frozen=True)
class Listen:
    """An address of this machine, IPv4 or IPv6, and a port."""

    address: str
    port: int

    def __str__(self) -> str:
        return f"{bracketed(self.address)}:{self.port}"

    def check(self) -> None:
        """Raises CallError when the port is in use, when it is reserved, or when the machine has no such address."""
        family = socket.AF_INET6 if ":" in self.address else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((self.address, self.port))
                tried.listen()
            except (OSError, OverflowError) as error:
                raise CallError(self.explained(error)) from error

    def explained(self, error: OSError | OverflowError) -> str:
        """Why one cannot listen here, and what to do."""
        number = getattr(error, "errno", None)
        if number == errno.EADDRINUSE:
            return f"Port {self.port} is in use; choose another, such as: vostochny host --port {self.port + 1}"
        if number in (errno.EACCES, errno.EPERM):
            return f"Port {self.port} is reserved for root; choose one from 1024, or start the server as root."
        return f"This machine cannot listen on {self.address} ({error}); choose another with --address."

    def wait(self, proxy: subprocess.Popen[bytes]) -> None:
        """Return when the server answers. Raises BuildError when it ends or takes too long."""
        deadline = time.monotonic() + START_S
        address = f"http://{bracketed(ALL.get(self.address, self.address))}:{self.port}"
        with httpx.Client(base_url=address, trust_env=False) as client:
            while time.monotonic() < deadline and proxy.poll() is None:
                try:
                    client.head(ADDRESS, timeout=5)
                except httpx.TransportError:
                    time.sleep(0.05)
                else:
                    return
        raise BuildError("nginx did not start; its own message is above.")


def bracketed(address: str) -> str:
    """An address as it is written before a port."""
    return f"[{address}]" if ":" in address else address
