"""A small mail server that keeps what it is given: real SMTP over a socket, and it can refuse or take its time."""

from __future__ import annotations

import asyncio
import email
import threading
from dataclasses import dataclass, field
from email.message import Message


@dataclass(frozen=True)
class Taken:
    """One letter: who it came from on the envelope, whom it was for, and its bytes."""

    sender: str
    to: str
    raw: bytes

    @property
    def message(self) -> Message:
        return email.message_from_bytes(self.raw)


@dataclass
class Sink:
    """`refuse`: recipient → the answer to RCPT. `data_answer`: the answer to a whole letter, "" hangs up. `slow`:
    seconds between taking a letter and saying so. `on_taken`: called after taking one and before saying so."""

    refuse: dict[str, str] = field(default_factory=dict)
    data_answer: str = "250 taken"
    slow: float = 0.0
    on_taken: object = None
    taken: list[Taken] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mail sink", daemon=True)
        self._thread.start()
        assert self._ready.wait(30)

    def addresses(self) -> list[str]:
        return [one.to for one in self.taken]

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(30)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0, limit=2**22))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:  # noqa: C901
        sender = to = ""

        def say(words: str) -> None:
            writer.write(words.encode() + b"\r\n")

        say("220 sink")
        try:
            while line := (await reader.readline()).decode(errors="replace").strip():
                command = line[:4].upper()
                if command == "MAIL":
                    sender = line.partition("<")[2].partition(">")[0]
                    say("250 ok")
                elif command == "RCPT":
                    to = line.partition("<")[2].partition(">")[0]
                    say(self.refuse.get(to, "250 ok"))
                elif command == "DATA":
                    say("354 go on")
                    raw = (await reader.readuntil(b"\r\n.\r\n")).removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
                    if not self.data_answer:
                        return
                    if self.data_answer.startswith("2"):
                        self.taken.append(Taken(sender, to, raw))
                        if callable(self.on_taken):
                            self.on_taken()
                    await asyncio.sleep(self.slow)
                    say(self.data_answer)
                elif command == "QUIT":
                    say("221 bye")
                    return
                else:
                    say("250 ok")
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()
