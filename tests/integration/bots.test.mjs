// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The bots of docs/bots, as they are, against hobnobd as it is installed: with the tokens that "hobnobd bot" makes.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Stage, until } from './programs.mjs';

const examples = join(dirname(fileURLToPath(import.meta.url)), '../../docs/bots');
const modules = process.env.HOBNOB_NODE_MODULES;
const { io } = createRequire(join(modules, 'x'))('socket.io-client');
const run = promisify(execFile);
let stage, data, server;

beforeEach(async () => {
  stage = new Stage();
  data = stage.folder();
  server = await stage.server(data);
});
afterEach(() => stage.close());

async function hobnobd(...words) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('HOBNOB')));
  return (await run(process.env.HOBNOBD, [...words, '--data', data], { env })).stdout.trim();
}

/** Somebody in the lobby, with what they hear. */
class Person {
  heard = [];
  constructor(name) {
    this.name = name;
    this.socket = io(server.address, { forceNew: true, reconnectionDelay: 100, reconnectionDelayMax: 500 });
    stage.later(() => this.socket.disconnect());
    this.socket.on('message', (message) => this.heard.push(message));
    this.socket.on('connect', () => this.socket.emit('join', { username: name, room: 'Lobby' }));
  }

  ask(event, more) {
    return this.socket.timeout(10000).emitWithAck(event, { username: this.name, room: 'Lobby', ...more });
  }

  async here() {
    await until(`${this.name} is in the room`, async () => (await this.ask('typing', { typing: false })).ok || null);
  }

  async says(message) {
    const answer = await this.ask('message', { message });
    assert.equal(answer.ok, true, JSON.stringify(answer));
  }

  said(by) {
    return this.heard.filter((message) => message.username === by).map((message) => message.message);
  }
}

async function person(name) {
  const one = new Person(name);
  await one.here();
  return one;
}

const bots = {
  'dice.py': {
    name: 'Dice',
    start: (token) => stage.start('/usr/bin/python3', [join(examples, 'dice.py'), server.address, 'Lobby'], { BOT_TOKEN: token }),
    question: '!roll 2d6',
    answer: /^Ana, 2d6: [1-6] \+ [1-6] = \d+$/,
  },
  'reminder.mjs': {
    name: 'Reminder',
    // As in a folder in which somebody said "npm install socket.io-client".
    start: (token) => {
      const folder = stage.folder();
      copyFileSync(join(examples, 'reminder.mjs'), join(folder, 'reminder.mjs'));
      symlinkSync(modules, join(folder, 'node_modules'));
      return stage.start(process.execPath, [join(folder, 'reminder.mjs'), server.address, 'Lobby'], { BOT_TOKEN: token });
    },
    question: '!remind 1s tea',
    answer: /^@Ana: tea$/,
  },
};

for (const [file, bot] of Object.entries(bots)) {
  test(`${file} answers, comes back after a restart, and ends with its token`, async () => {
    let ana = await person('Ana');
    const token = await hobnobd('bot', 'add', bot.name, '--room', 'Lobby');
    const program = bot.start(token);
    await until('the bot is in the room', () => program.output.includes(`${bot.name} is in Lobby`) || null);
    await ana.says(bot.question);
    await until('it answers', () => ana.said(bot.name).some((text) => bot.answer.test(text)) || null);
    // It leaves alone what is not for it, and what it says itself.
    await ana.says('!roll the drums');
    assert.ok(ana.heard.filter(({ username }) => username === bot.name).every((message) => message.bot === true));

    const address = new URL(server.address).host;
    const before = ana.said(bot.name).length;
    server.child.kill('SIGTERM');
    await server.exited;
    program.output = '';
    server = await stage.server(data, address);
    await ana.here();
    await until('the bot is back', () => program.output.includes(`${bot.name} is in Lobby`) || null, 60000);
    await ana.says(bot.question);
    await until('it answers again', () => ana.said(bot.name).slice(before).some((text) => bot.answer.test(text)) || null);

    await hobnobd('bot', 'revoke', bot.name);
    assert.equal((await program.exited).code, 1, program.output);
  });
}

test('dice.py waits as it is told, and answers everybody once', async () => {
  const people = [await person('Ana'), await person('Ben'), await person('Cleo')];
  const token = await hobnobd('bot', 'add', 'Dice', '--room', 'Lobby');
  const program = bots['dice.py'].start(token);
  await until('the bot is in the room', () => program.output.includes('Dice is in Lobby') || null);
  // Together they ask faster than one may answer.
  const each = 18;
  await Promise.all(people.flatMap((one) => Array.from({ length: each }, () => one.says('!roll d6'))));
  const [ana] = people;
  await until('all have their answers', () => ana.said('Dice').length >= people.length * each || null);
  await ana.says('Thank you');
  for (const { name } of people)
    assert.equal(ana.said('Dice').filter((text) => text.startsWith(`${name}, 1d6: `)).length, each);
  const metrics = await (await fetch(`${server.address}/metrics`)).text();
  assert.ok(Number(/^hobnob_requests_limited_total (\d+)$/m.exec(metrics)?.[1]) > 0, metrics);
});
