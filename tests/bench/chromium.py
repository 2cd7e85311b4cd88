# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A headless Chromium, spoken to over its debugging pipe, which needs nothing but the standard library."""
import contextlib
import json
import os
import select
import shutil
import time

from programs import BenchError, running

ANSWER_SECONDS = 20


class Tab:
    """One page. Events that came meanwhile are in `events`, oldest first."""

    def __init__(self, to_browser, from_browser):
        self._to = to_browser
        self._from = from_browser
        self._buffer = b""
        self._last_id = 0
        self._session = None
        self.events = []

    def call(self, method, **parameters):
        self._last_id += 1
        message = {"id": self._last_id, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + ANSWER_SECONDS
        while time.monotonic() < deadline:
            answer = self._read(deadline)
            if answer is None:
                break
            if answer.get("id") == self._last_id:
                if "error" in answer:
                    raise BenchError(f"Chromium refused {method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)
        raise BenchError(f"Chromium did not answer {method} within {ANSWER_SECONDS} s")

    def open(self):
        """A tab in a context of its own: nothing is cached."""
        context = self.call("Target.createBrowserContext")["browserContextId"]
        target = self.call("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self.call(domain + ".enable")

    def detach(self):
        self._session = None
        self.events = []

    def evaluate(self, expression):
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def listen(self, seconds):
        """Gathers events for so long."""
        deadline = time.monotonic() + seconds
        while (event := self._read(deadline)) is not None:
            self.events.append(event)

    def _read(self, deadline):
        while b"\0" not in self._buffer:
            wait = deadline - time.monotonic()
            if wait <= 0 or not select.select([self._from], [], [], wait)[0]:
                return None
            chunk = os.read(self._from, 65536)
            if not chunk:
                raise BenchError("Chromium ended")
            self._buffer += chunk
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)


@contextlib.contextmanager
def browser(folder):
    """A Tab, not opened yet. The profile goes into the folder."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        raise BenchError("Chromium is not installed")
    browser_in, to_browser = os.pipe()
    from_browser, browser_out = os.pipe()
    # Chromium reads commands from descriptor 3 and writes to 4.
    script = f'exec "$@" 3<&{browser_in} 4>&{browser_out}'
    command = ["bash", "-c", script, "chromium", program, "--headless=new", "--no-sandbox", "--disable-gpu",
               "--disable-background-networking", "--disable-component-update", "--no-first-run",
               f"--user-data-dir={os.path.join(folder, 'chromium')}", "--remote-debugging-pipe", "about:blank"]
    try:
        with running(command, pass_fds=(browser_in, browser_out), env={**os.environ, "HOME": folder}) as process:
            os.close(browser_in)
            os.close(browser_out)
            browser_in = browser_out = None
            yield Tab(to_browser, from_browser)
            os.close(to_browser)
            to_browser = None
            # It goes by itself when nobody speaks to it any more.
            with contextlib.suppress(Exception):
                process.wait(5)
    finally:
        for descriptor in (browser_in, browser_out, to_browser, from_browser):
            if descriptor is not None:
                os.close(descriptor)
