# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page's figures: what a first visit loads, compressed, and how soon one can type a name."""
import os
import tempfile
import time
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from chromium import browser
from programs import BenchError, free_port, get, running, wait_until_listening
from report import Row, median, say, spread
from serverbench import server_command

LOAD_LIMIT = 100
VISITS = 9
FORM_SECONDS = 10
# Notes when the entry form stands and has been painted: the name's field takes text, the button a click.
WATCH_FOR_FORM = """
(() => {
  const look = () => {
    const field = document.querySelector('form input:not([disabled])');
    if (!field || !document.querySelector('form button:not([disabled])') || !field.getClientRects().length) return;
    observer.disconnect();
    requestAnimationFrame(() => { const done = new MessageChannel();
      done.port1.onmessage = () => { window.hobnobFormTime = performance.now(); };
      done.port2.postMessage(0); });
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, attributes: true });
})();
"""


class Links(HTMLParser):
    """What a page's head names: scripts, styles, icons, the manifest."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        kinds = set((attributes.get("rel") or "").split())
        wanted = {"stylesheet", "icon", "modulepreload", "preload", "manifest", "apple-touch-icon"}
        if tag in ("script", "img") and attributes.get("src"):
            self.found.append(attributes["src"])
        elif tag == "link" and kinds & wanted and attributes.get("href"):
            self.found.append(attributes["href"])


def named_by_page(port):
    status, _, body = get(port, "/", "identity")
    if status != 200:
        raise BenchError(f"the server answers / with {status}")
    links = Links()
    links.feed(body.decode())
    root = f"http://127.0.0.1:{port}/"
    addresses = [urlsplit(urljoin(root, link)) for link in links.found]
    return {address.path for address in addresses if address.port == port}


def visit(tab, port):
    """Milliseconds to the form, and the paths that the browser asked the server for."""
    tab.open()
    tab.call("Page.addScriptToEvaluateOnNewDocument", source=WATCH_FOR_FORM)
    tab.call("Page.navigate", url=f"http://127.0.0.1:{port}/")
    deadline = time.monotonic() + FORM_SECONDS
    while (formed := tab.evaluate("window.hobnobFormTime")) is None:
        if time.monotonic() > deadline:
            raise BenchError(f"no entry form within {FORM_SECONDS} s")
        time.sleep(0.02)
    tab.listen(0.5)
    paths = set()
    for event in tab.events:
        if event.get("method") == "Network.requestWillBeSent":
            address = urlsplit(event["params"]["request"]["url"])
            if address.scheme in ("http", "https") and address.port != port:
                raise BenchError(f"the page loads from elsewhere: {address.geturl()}")
            if address.scheme == "http":
                paths.add(address.path)
    tab.detach()
    return formed, paths


def compressed(port, paths, encoding):
    """KiB of all bodies as they are sent, and those that were not compressed."""
    total, plain = 0, []
    for path in sorted(paths):
        status, headers, body = get(port, path, encoding)
        if status != 200:
            raise BenchError(f"the server answers {path} with {status}")
        total += len(body)
        if headers.get("Content-Encoding") != encoding and not path.endswith((".png", ".woff2")):
            plain.append(path)
    return total / 1024, plain


def measure(build):
    say("page: first load")
    with tempfile.TemporaryDirectory(prefix="hobnob-bench-", ignore_cleanup_errors=True) as folder:
        port = free_port()
        with running(server_command(build, os.path.join(folder, "data"), port)) as server:
            wait_until_listening(server, port, "/healthz")
            paths = named_by_page(port)
            with browser(folder) as tab:
                visits = [visit(tab, port) for _ in range(VISITS)]
            for _, seen in visits:
                paths |= seen
            rows = []
            for encoding in ("br", "gzip"):
                size, plain = compressed(port, paths, encoding)
                note = f"{len(paths)} files" + (f"; not compressed: {', '.join(plain)}" if plain else "")
                rows.append(Row(f"page: first load, {encoding}", "KiB", size, "1", LOAD_LIMIT, note=note))
    times = [formed for formed, _ in visits]
    rows.append(Row("page: entry form ready in Chromium, nothing cached", "ms", median(times), f"median of {VISITS}",
                    note=f"{spread(times, 0)} ms"))
    return rows
