// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Real clients of other makers, and one of our own protocol, all driven alike.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { until } from '../integration/programs.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const load = createRequire(join(process.env.HOBNOB_NODE_MODULES ?? '.', 'x'));
const { io } = load('socket.io-client');
const WebSocket = load('ws');

/** What a client hears, in order; `hears()` waits for the first event that fits and was not waited for yet. */
class Ears {
  heard = [];
  #taken = new Set();

  note(event, data) {
    this.heard.push({ event, data });
  }

  /** The data of the first such event for which `fits`; each is given once. */
  hears(event, fits = () => true) {
    return until(`${event} is heard`, () => {
      const found = this.heard.find((h) => h.event === event && !this.#taken.has(h) && fits(h.data));
      if (!found) return null;
      this.#taken.add(found);
      return found.data;
    });
  }

  /** The messages that are in the log, as [id, seq, username, text]. */
  messages() {
    return this.heard.filter((h) => h.event === 'message' && h.data.id).map(({ data }) => [data.id, data.seq, data.username, data.message]);
  }
}

/** socket.io-client, from npm. */
export class JavaScriptClient extends Ears {
  constructor(address, transports, options = {}) {
    super();
    this.socket = io(address, { transports, forceNew: true, reconnectionDelay: 100, ...options });
    this.socket.onAny((event, data) => this.note(event, data));
    this.socket.on('connect', () => this.note('connect', {}));
    this.socket.on('connect_error', (error) => this.note('connect_error', { message: error.message, ...error.data }));
    this.socket.on('disconnect', (reason) => this.note('disconnect', { reason }));
  }

  ready() {
    return until('the client is connected', () => this.socket.connected || null);
  }

  /** The acknowledgement. */
  ask(event, ...data) {
    return this.socket.timeout(10000).emitWithAck(event, ...data);
  }

  /** Without wanting to know. */
  tell(event, data) {
    this.socket.emit(event, data);
  }

  transport() {
    return this.socket.io.engine.transport.name;
  }

  close() {
    this.socket.close();
  }
}

/** python3-socketio, from the distribution. */
export class PythonClient extends Ears {
  #child;
  #answers = new Map();
  #asked = 0;
  #error = '';

  constructor(address, transports, options = {}) {
    super();
    this.#child = spawn('/usr/bin/python3', [join(here, 'pythonclient.py'), address, JSON.stringify({ transports, auth: options.auth ?? null })], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child.stderr.on('data', (bytes) => (this.#error += bytes));
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      const said = JSON.parse(line);
      if ('ack' in said) this.#answers.set(said.ack, said.data);
      else this.note(said.event, said.data);
    });
  }

  ready() {
    return until('the Python client is connected', () => {
      if (this.#child.exitCode !== null) throw new Error(this.#error);
      return this.heard.find((h) => h.event === 'connect') ?? null;
    });
  }

  ask(event, data) {
    const ack = ++this.#asked;
    this.#child.stdin.write(`${JSON.stringify({ event, data, ack })}\n`);
    return until(`${event} is acknowledged`, () => this.#answers.get(ack) ?? null);
  }

  /** It hands each event to a thread of its own, so they may overtake each other on the way to us. */
  messages() {
    return super.messages().sort(([, one], [, other]) => one - other);
  }

  transport() {
    return this.heard.findLast((h) => h.event === 'transport').data;
  }

  async close() {
    const gone = new Promise((done) => this.#child.once('exit', done));
    this.#child.stdin.end();
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 5000);
    if (this.#child.exitCode === null && this.#child.signalCode === null) await gone;
    clearTimeout(late);
  }
}

/** Somebody who says the protocol of our own clients. */
export class NativeClient extends Ears {
  #socket;
  #answers = new Map();
  #asked = 0;

  constructor(address) {
    super();
    this.#socket = new WebSocket(`${address.replace(/^http/, 'ws')}/ws`);
    this.opened = new Promise((done, failed) => {
      this.#socket.once('open', done);
      this.#socket.once('error', failed);
    });
    this.#socket.on('message', (frame) => {
      const message = JSON.parse(frame);
      const answer = this.#answers.get(message.id);
      if (answer) answer(message);
      else this.note(message.type, message);
    });
  }

  async ask(type, fields = {}) {
    await this.opened;
    const id = ++this.#asked;
    const answer = new Promise((done) => this.#answers.set(id, done));
    this.#socket.send(JSON.stringify({ type, id, ...fields }));
    const message = await answer;
    if (message.type === 'error') throw new Error(`${type}: ${message.code}: ${message.message}`);
    return message;
  }

  /** As a guest, or with `password` as a new account; gives the token. */
  async enter(name, password) {
    await this.ask('hello', { version: 1, client: 'test', capabilities: [] });
    const { token } = password ? await this.ask('register', { name, password }) : await this.ask('logInAsGuest', { name });
    return token;
  }

  async join(name) {
    this.room = (await this.ask('joinNamedRoom', { name })).room.id;
  }

  async say(text) {
    const clientId = `native-${this.#asked}`;
    await this.ask('postMessage', { room: this.room, clientId, text });
    return clientId;
  }

  messages() {
    return this.heard
      .filter((h) => h.event === 'roomEvent' && !h.data.event.notice)
      .map(({ data: { event } }) => [event.clientId, event.seq, event.author.name, event.text]);
  }

  close() {
    this.#socket.terminate();
  }
}
