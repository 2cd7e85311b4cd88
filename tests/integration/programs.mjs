// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Starts the real programs for the end-to-end tests and ends what it started, by id.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run this test through ctest`);
  return value;
}

/** Asks again until `check` gives something that is not false, null or undefined. */
export async function until(what, check, milliseconds = 20000) {
  const end = Date.now() + milliseconds;
  let last;
  for (;;) {
    try {
      last = await check();
      if (last !== false && last !== null && last !== undefined) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited in vain until ${what}; last: ${JSON.stringify(last) ?? last}`, { cause: last });
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** This environment without what is meant for the tests: the server refuses HOBNOB_ settings it does not know. */
function environment(more) {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('HOBNOB'));
  return { ...Object.fromEntries(own), ...more };
}

/** Everything a test started; close() ends it in the opposite order. */
export class Stage {
  #closers = [];

  later(close) {
    this.#closers.push(close);
  }

  folder() {
    const path = mkdtempSync(join(tmpdir(), 'hobnob-'));
    this.later(() => rmSync(path, { recursive: true, force: true }));
    return path;
  }

  async close() {
    for (const close of this.#closers.reverse()) await close();
    this.#closers = [];
  }

  /** A child process whose output is kept for failures. */
  start(command, args, env = {}) {
    const child = spawn(command, args, { env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
    const started = { child, output: '', exited: null };
    started.exited = new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })));
    const keep = (bytes) => (started.output += bytes);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    this.later(async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 5000);
      await started.exited;
      clearTimeout(late);
    });
    return started;
  }

  /** A virtual screen; gives its DISPLAY. */
  async screen() {
    const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const gone = new Promise((done) => xvfb.once('exit', done));
    this.later(async () => {
      xvfb.kill('SIGTERM');
      await gone;
    });
    const number = await new Promise((done, failed) => {
      xvfb.once('error', failed);
      xvfb.stdio[3].once('data', (bytes) => done(String(bytes).trim()));
    });
    return `:${number}`;
  }

  /** hobnobd on a free port; gives its address. */
  async server(data = this.folder(), listen = '127.0.0.1:0', more = []) {
    const server = this.start(required('HOBNOBD'), ['--listen', listen, '--data', data, ...more]);
    server.address = await until('the server says its address', () => {
      if (server.child.exitCode !== null) throw new Error(`hobnobd ended: ${server.output}`);
      return server.output.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0] ?? null;
    });
    return server;
  }

  async browser() {
    const { chromium } = createRequire(join(required('HOBNOB_NODE_MODULES'), 'x'))('playwright-core');
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    });
    this.later(() => browser.close());
    return browser;
  }

  desktop(display, args) {
    return new Desktop(this.start(required('HOBNOB'), args, {
      DISPLAY: display,
      QT_QPA_PLATFORM: 'xcb',
      QT_LINUX_ACCESSIBILITY_ALWAYS_ON: '1',
      QT_ACCESSIBILITY: '1',
    }), display);
  }
}

/** A real desktop client: keys go in through the X server, and what a screen reader is told comes out. */
export class Desktop {
  constructor(started, display) {
    this.started = started;
    this.display = display;
  }

  async #xdotool(...args) {
    return (await run('xdotool', args, { env: { ...process.env, DISPLAY: this.display } })).stdout.trim();
  }

  async focus() {
    const windows = await until('the window is there', async () => {
      const found = await this.#xdotool('search', '--onlyvisible', '--pid', String(this.started.child.pid));
      return found || null;
    });
    await this.#xdotool('windowfocus', '--sync', windows.split('\n')[0]);
  }

  /** Types into whatever has the focus. */
  async type(text) {
    await this.focus();
    await this.#xdotool('type', '--delay', '15', text);
  }

  async key(...names) {
    await this.focus();
    await this.#xdotool('key', ...names);
  }

  /** [role, name, text] of everything that shows. */
  async tree() {
    const script = join(here, 'accessibletree.py');
    const { stdout } = await run('/usr/bin/python3', [script, String(this.started.child.pid)], { timeout: 15000 });
    return JSON.parse(stdout);
  }

  /** Waits until something that shows has a name or text that matches. */
  async shows(pattern) {
    return until(`the desktop client shows ${pattern}`, async () => {
      const tree = await this.tree();
      return tree.find(([, name, text]) => pattern.test(name) || pattern.test(text)) ?? null;
    });
  }

  async showsNot(pattern) {
    return until(`the desktop client no longer shows ${pattern}`, async () => {
      const tree = await this.tree();
      return tree.length > 1 && !tree.some(([, name, text]) => pattern.test(name) || pattern.test(text));
    });
  }

  /** The messages of the timeline, as they are read out, in order. */
  async messages() {
    return (await this.tree()).filter(([role]) => /list item|table cell/.test(role)).map(([, name]) => name);
  }
}
