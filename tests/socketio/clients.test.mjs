// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The clients that people have, on every transport, in rooms of the real server.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { Stage, until } from '../integration/programs.mjs';
import { JavaScriptClient, NativeClient, PythonClient } from './clients.mjs';

const ways = [
  { name: 'socket.io-client, polling', make: JavaScriptClient, transports: ['polling'], ends: 'polling' },
  { name: 'socket.io-client, WebSocket', make: JavaScriptClient, transports: ['websocket'], ends: 'websocket' },
  { name: 'socket.io-client, upgrading', make: JavaScriptClient, transports: ['polling', 'websocket'], ends: 'websocket' },
  { name: 'python-socketio, polling', make: PythonClient, transports: ['polling'], ends: 'polling' },
  { name: 'python-socketio, WebSocket', make: PythonClient, transports: ['websocket'], ends: 'websocket' },
  { name: 'python-socketio, upgrading', make: PythonClient, transports: ['polling', 'websocket'], ends: 'websocket' },
];

const stage = new Stage();
const open = [];
// Tests are quicker than people, so only those of the limits have them.
const unlimited = ['--rate-limits', 'off'];
let server, limited;
let rooms = 0;

before(async () => {
  server = await stage.server(stage.folder(), '127.0.0.1:0', unlimited);
  limited = await stage.server();
});
afterEach(async () => {
  for (const client of open.splice(0)) await client.close();
});
after(() => stage.close());

const newRoom = () => `Room ${++rooms}`;

async function connect(way, options, { address } = server) {
  const client = new way.make(address, way.transports, options);
  open.push(client);
  await client.ready();
  return client;
}

async function join(way, username, room, where) {
  const client = await connect(way, {}, where);
  assert.equal((await client.ask('join', { username, room })).ok, true);
  return client;
}

async function native(name, room, password) {
  const client = new NativeClient(server.address);
  open.push(client);
  client.token = await client.enter(name, password);
  await client.join(room);
  return client;
}

test('everybody in one room sees the same messages under the same numbers', async () => {
  const room = newRoom();
  const ours = await native('Native', room);
  const others = await Promise.all(ways.map((way, i) => join(way, `Client ${i}`, room)));
  const everyone = [ours, ...others];
  for (let round = 0; round < 5; ++round)
    await Promise.all(
      everyone.map(async (client, i) => {
        const text = `${round} of ${i}`;
        if (client === ours) return void (await ours.say(text));
        const posted = await client.ask('message', { username: `Client ${i - 1}`, room, message: text });
        assert.equal(posted.ok, true);
        const told = await client.hears('message', (m) => m.id === posted.id);
        assert.deepEqual([told.seq, told.room, told.username, told.message], [posted.seq, room, `Client ${i - 1}`, text]);
      }),
    );
  await until('everybody has heard everything', () => everyone.every((client) => client.messages().length >= 5 * everyone.length));
  const told = ours.messages();
  assert.deepEqual(told.map(([, seq]) => seq), Array.from({ length: told.length }, (_, i) => told[0][1] + i));
  for (const client of others) assert.deepEqual(client.messages(), told);
});

for (const way of ways)
  describe(way.name, () => {
    test('the transport is the one that was asked for', async () => {
      const client = await connect(way);
      await until('the transport is settled', () => client.transport() === way.ends);
    });

    test('history comes after a join and is paged', async () => {
      const room = newRoom();
      const ours = await native(`Writer of ${room}`, room);
      for (let i = 1; i <= 60; ++i) await ours.say(`Message ${i}`);
      const client = await join(way, `Reader of ${room}`, room);
      const { room: named, messages } = await client.hears('message_history');
      assert.equal(named, room);
      assert.deepEqual(messages.map((m) => m.message), Array.from({ length: 50 }, (_, i) => `Message ${i + 11}`));
      assert.deepEqual(Object.keys(messages[0]).sort(), ['id', 'message', 'seq', 'timestamp', 'username']);
      const answer = await client.ask('message_history', { room, before: messages[0].seq, limit: 4 });
      assert.deepEqual([answer.ok, answer.more], [true, true]);
      const page = await client.hears('message_history');
      assert.deepEqual(page.messages.map((m) => m.message), ['Message 7', 'Message 8', 'Message 9', 'Message 10']);
    });

    test('comings, goings and typing are told', async () => {
      const room = newRoom();
      const ana = await join(way, `Ana of ${room}`, room);
      const ben = await join(way, `Ben of ${room}`, room);
      const notice = await ana.hears('message', (m) => m.message === `Ben of ${room} joined`);
      assert.deepEqual([notice.username, notice.system, notice.room, notice.id], ['System', true, room, undefined]);
      assert.equal((await ben.ask('typing', { username: `Ben of ${room}`, room })).ok, true);
      assert.deepEqual(await ana.hears('typing'), { username: `Ben of ${room}`, room, typing: true });
      assert.equal((await ben.ask('typing', { username: `Ben of ${room}`, room, typing: false })).ok, true);
      assert.deepEqual(await ana.hears('typing'), { username: `Ben of ${room}`, room, typing: false });
      assert.equal((await ben.ask('leave', { username: `Ben of ${room}`, room })).ok, true);
      await ana.hears('message', (m) => m.system && m.message === `Ben of ${room} left`);
      assert.ok(!ben.heard.some((h) => h.event === 'typing'), 'nobody hears of themselves');
    });

    test('what is wrong is refused by name, and the connection stays', async () => {
      const room = newRoom();
      const username = `Ana of ${room}`;
      const client = await join(way, username, room);
      const other = await connect(way);
      const taken = await other.ask('join', { username, room });
      assert.deepEqual([taken.ok, taken.code, taken.field], [false, 'name-taken', 'username']);
      for (const [event, data, code, field] of [
        ['message', { username: 'Eve', room, message: 'Hello' }, 'not-allowed', 'username'],
        ['message', { username, room }, 'missing-field', 'message'],
        ['message', { username, room, message: '' }, 'message-empty', 'message'],
        ['message', { username, room, message: 'x'.repeat(8001) }, 'message-too-long', 'message'],
        ['message', { username, room, message: 5 }, 'wrong-kind', 'message'],
        ['message', { username, room: 'Attic', message: 'Hello' }, 'not-member', 'room'],
        ['message', 'Hello', 'not-object'],
        ['message', [], 'not-object'],
        ['typing', { username, room, typing: 'yes' }, 'wrong-kind', 'typing'],
        ['leave', { username, room: 7 }, 'wrong-kind', 'room'],
        ['join', { username, room: '' }, 'room-name-empty', 'room'],
        ['join', { username: `${username}!`, room }, 'not-allowed', 'username'],
        ['message_history', { room, limit: 1000 }, 'out-of-range', 'limit'],
        ['shout', { username, room }, 'unknown-type'],
      ]) {
        const answer = await client.ask(event, data);
        assert.deepEqual([answer.ok, answer.code, answer.field], [false, code, field], `${event} ${JSON.stringify(data).slice(0, 60)}`);
        assert.ok(answer.error.length > 0);
      }
      assert.equal((await client.ask('message', { username, room, message: 'Still here' })).ok, true);
    });

    test('too fast is refused with a time to wait', async () => {
      const room = newRoom();
      const username = `Ana of ${room}`;
      const client = await join(way, username, room, limited);
      const answers = await Promise.all(Array.from({ length: 60 }, () => client.ask('message', { username, room, message: 'Quick' })));
      const refused = answers.find((answer) => !answer.ok);
      assert.equal(refused.code, 'rate-limited');
      assert.ok(refused.retryAfter > 0);
    });

    test('a token acts as its account', async () => {
      const room = newRoom();
      const name = `Account of ${room}`;
      const ours = await native(name, room, 'kelp and moonlight');
      const client = await connect(way, { auth: { token: ours.token } });
      const joined = await client.ask('join', { room });
      assert.deepEqual([joined.ok, joined.username], [true, name]);
      assert.equal((await client.ask('message', { room, message: 'As myself' })).ok, true);
      await until('our own client sees it', () => ours.messages().some(([, , author, text]) => author === name && text === 'As myself'));
      assert.equal((await client.ask('message', { username: 'Eve', room, message: 'As another' })).code, 'not-allowed');
    });
  });

describe('coming back', () => {
  for (const way of ways.filter(({ make }) => make === JavaScriptClient))
    test(`a ${way.ends} connection that breaks is made anew, under the same name (${way.name})`, async () => {
      const room = newRoom();
      const username = `Ana of ${room}`;
      const client = await join(way, username, room);
      await until('the transport is settled', () => client.transport() === way.ends);
      await client.hears('connect');
      client.socket.io.engine.close();
      await client.hears('disconnect');
      await client.hears('connect');
      assert.equal((await client.ask('join', { username, room })).ok, true);
    });

  test('the server stops and starts, and nothing is lost', async () => {
    const room = newRoom();
    const clients = await Promise.all(ways.slice(0, 3).map((way, i) => join(way, `Client ${i} of ${room}`, room)));
    const posted = await clients[0].ask('message', { username: `Client 0 of ${room}`, room, message: 'Before' });
    for (const client of clients) {
      await client.hears('connect');
      await client.hears('message_history');
    }
    const port = new URL(server.address).port;
    const data = server.child.spawnargs[server.child.spawnargs.indexOf('--data') + 1];
    server.child.kill('SIGTERM');
    assert.deepEqual(await server.exited, { code: 0, signal: null });
    for (const client of clients) assert.notEqual((await client.hears('disconnect')).reason, 'io server disconnect');
    server = await stage.server(data, `127.0.0.1:${port}`, unlimited);
    for (const [i, client] of clients.entries()) {
      await client.hears('connect');
      assert.equal((await client.ask('join', { username: `Client ${i} of ${room}`, room })).ok, true);
      const { messages } = await client.hears('message_history');
      assert.deepEqual(messages.map((m) => [m.id, m.seq, m.message]), [[posted.id, posted.seq, 'Before']]);
    }
  });
});

describe('who may not come in', () => {
  test('a token that nobody has', async () => {
    const client = new JavaScriptClient(server.address, ['websocket'], { auth: { token: '0123' } });
    open.push(client);
    assert.equal((await client.hears('connect_error')).code, 'token-unknown');
  });

  test('guests, where there are none', async () => {
    const closed = await stage.server(stage.folder(), '127.0.0.1:0', ['--guests', 'off']);
    for (const { make, transports } of ways.slice(0, 3)) {
      const client = new make(closed.address, transports);
      open.push(client);
      assert.equal((await client.hears('connect_error')).code, 'guests-refused');
    }
  });

  test('another namespace', async () => {
    const client = new JavaScriptClient(`${server.address}/admin`, ['websocket']);
    open.push(client);
    assert.equal((await client.hears('connect_error')).message, 'Invalid namespace');
  });
});
