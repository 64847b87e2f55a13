"""`alongside run`: make a place ready, then serve it until asked to stop."""

import argparse
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from alongside.config.data import (
    DEMO,
    LOCK,
    ONLY_MINE,
    Place,
    make_private,
    make_ready,
    place_from,
)
from alongside.config.made_up import stop_with_whoever_began_it
from alongside.config.stop import Stop

MADE_UP = "made-up"
THREADS = 4
PATIENCE = 60.0
"""Seconds a server may take to answer for the first time."""


def serve(asked: argparse.Namespace) -> int:
    """Serve until asked to stop. Raises Stop when something has to be put right first."""
    if asked.beside:
        stop_with_whoever_began_it()
    port = free_port(asked.host, asked.port)
    place = choose_place(asked)
    make_private(place.data)
    with hold(place.data):
        if place.demo and not asked.keep:
            clear_away(place.data)
        make_ready(place.data, os.environ)
        people = prepared()
        address = address_of(place, asked.host, port)
        watch = threading.Thread(
            target=tell_when_ready,
            args=(asked.host, port, address, people, asked.once_ready),
            kwargs={"shows": not asked.no_browser and has_a_screen(os.environ)},
            daemon=True,
        )
        watch.start()
        listen(asked.host, port)
    return 0


def choose_place(asked: argparse.Namespace) -> Place:
    """Settle the data folder, and put the choice where settings and children read it."""
    if asked.data:
        os.environ["ALONGSIDE_DATA"] = str(asked.data.expanduser().absolute())
    place = place_from(os.environ)
    if asked.demo:
        # In a folder and databases of its own, whatever else this machine keeps.
        os.environ["ALONGSIDE_DATA"] = str(place.data / DEMO)
        os.environ["ALONGSIDE_DEMO"] = "1"
        for name in ("ALONGSIDE_DATABASE", "ALONGSIDE_KEYS_DATABASE"):
            os.environ.pop(name, None)
    os.environ["ALONGSIDE_DATA"] = str(place_from(os.environ).data)
    return place_from(os.environ)


def hold(data: Path) -> IO[str]:
    """Hold the data folder for as long as the file is open: one process serves it, never two."""
    import fcntl

    lock = (data / LOCK).open("a", encoding="ascii")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise Stop(f"Alongside is already using {data}. Stop it there first.") from None
    return lock


def clear_away(data: Path) -> None:
    """Empty a made-up place. Raises Stop for a folder that Alongside did not make up itself."""
    found = [item for item in data.iterdir() if item.name != LOCK]
    if found and not (data / MADE_UP).exists():
        raise Stop(f"{data} holds something that is not a demo. Move it away, or use --data.")
    for item in found:
        if item.name == MADE_UP:
            continue
        if item.is_dir():
            shutil.rmtree(item)
        else:
            item.unlink()
    (data / MADE_UP).touch()


def prepared() -> dict[str, str]:
    """Make databases and files ready in a process of its own; give sign-in paths by name."""
    print("Getting ready ...", file=sys.stderr)
    done = subprocess.run(
        [sys.executable, "-m", "alongside", "prepare"], stdout=subprocess.PIPE, check=False
    )
    if done.returncode:
        raise Stop("Alongside could not get ready; the lines above say where it stopped.")
    found: dict[str, str] = json.loads(done.stdout)
    return found


def free_port(host: str, port: int) -> int:
    """Give the port to serve on. Raises Stop when something else is using it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as problem:
            raise Stop(
                f"Port {port} on {host} cannot be used ({problem.strerror}). "
                f"Choose another: --port {port + 1 if port else 8000}"
            ) from None
        chosen: int = trial.getsockname()[1]
        return chosen


def address_of(place: Place, host: str, port: int) -> str:
    """Give the address people open. Cookies and passkeys need https, or the name localhost."""
    if place.https:
        return f"https://{place.hosts[0]}"
    local = host in {"127.0.0.1", "0.0.0.0", "::1", "::", "localhost"}  # noqa: S104  compared only
    return f"http://{'localhost' if local else host}:{port}"


def listen(host: str, port: int) -> None:
    """Serve with one process and a few threads: SQLite takes one writer at a time."""
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "alongside.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,
        http=HTTPModes.http1,
        websockets=False,
        # No list of who asked for what: addresses can hold join codes.
        log_access=False,
        log_level=LogLevels.warning,
    ).serve()


def tell_when_ready(
    host: str,
    port: int,
    address: str,
    people: Mapping[str, str],
    file: Path | None,
    *,
    shows: bool = False,
) -> None:
    """Wait until it answers, then say where; write it to `file`, and show it, where asked."""
    # Slept first: the server starts its process while this thread holds nothing.
    time.sleep(0.2)
    until = time.monotonic() + PATIENCE
    while not answers(host, port):
        if time.monotonic() > until:
            print("Alongside does not answer; the lines above may say why.", file=sys.stderr)
            return
        time.sleep(0.05)
    links = {name: address + path for name, path in people.items()}
    if file:
        write_whole(file, json.dumps({"address": address, "people": links}, indent=1))
    print(f"Alongside is ready at {address}\nStop it with Ctrl+C.", flush=True)
    if links:
        print("\nThis is a made-up team. To look round as one of them, open their link:")
        print("\n".join(f"  {name:16} {link}" for name, link in links.items()), flush=True)
    if shows:
        webbrowser.open(address)


def has_a_screen(environment: Mapping[str, str]) -> bool:
    """Say whether somebody sits here, at a machine with windows: not a server, not a pipe."""
    windows = sys.platform == "darwin" or {"DISPLAY", "WAYLAND_DISPLAY"} & environment.keys()
    from_afar = "SSH_CONNECTION" in environment
    return bool(windows) and not from_afar and sys.stdout.isatty()


def answers(host: str, port: int) -> bool:
    """Ask for the first page, and say whether an answer came that is not our own fault."""
    to = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  a name looked up
    asking = http.client.HTTPConnection(to, port, timeout=10)
    try:
        asking.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return asking.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except OSError:
        return False
    finally:
        asking.close()


def write_whole(file: Path, text: str) -> None:
    """Write a file that only I can read, and that is never seen half-written."""
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, ONLY_MINE), "w") as out:
        out.write(text)
    aside.replace(file)
