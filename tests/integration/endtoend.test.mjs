// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The whole path of a message: the real server, two real desktop clients and a browser, in one room.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Stage, until } from './programs.mjs';

const stage = new Stage();
let server, ana, ben, page, anaProfile, display;

before(async () => {
  server = await stage.server();
  display = await stage.screen();
  anaProfile = stage.folder();
  const desktop = (name, profile) =>
    stage.desktop(display, ['--server', server.address, '--name', name, '--room', 'Lobby', '--profile', profile]);
  ana = desktop('Ana', anaProfile);
  ben = desktop('Ben', stage.folder());
  page = await (await stage.browser()).newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(server.address);
  await page.getByRole('textbox', { name: 'Your name' }).fill('Cleo');
  await page.getByRole('textbox', { name: 'Room' }).fill('Lobby');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
});

after(() => stage.close());

const log = () => page.getByRole('log');

test('everybody sees everybody', async () => {
  for (const name of [/Ana/, /Ben/, /Cleo/]) {
    await ana.shows(name);
    await ben.shows(name);
  }
});

test('what one writes, the others read', async () => {
  await ana.type('Hello from the desk');
  await ana.key('Return');
  await ben.shows(/Hello from the desk/);
  await log().getByText('Hello from the desk').waitFor();

  await ben.type('Hi Ana');
  await ben.key('Return');
  await ana.shows(/Hi Ana/);
  await log().getByText('Hi Ana').waitFor();

  await page.getByRole('textbox', { name: 'Message' }).fill('Hello from <b>the page</b> & all');
  await page.keyboard.press('Enter');
  await ana.shows(/Hello from <b>the page<\/b> & all/);
  await ben.shows(/Hello from <b>the page<\/b> & all/);
});

test('the others see who is typing', async () => {
  await page.getByRole('textbox', { name: 'Message' }).pressSequentially('thinking', { delay: 30 });
  await ana.shows(/Cleo is typing/);
  await page.getByRole('textbox', { name: 'Message' }).fill('');
  await ana.showsNot(/Cleo is typing/);
  await ben.type('hm');
  await page.getByRole('status').filter({ hasText: 'Ben is typing' }).waitFor();
  await ben.key('BackSpace', 'BackSpace');
});

test('a reload of the page is not leaving, closing it is', async () => {
  await page.reload();
  await log().getByText('Hi Ana').waitFor();
  const tree = await ana.tree();
  assert.ok(!tree.some(([, name]) => /Cleo left/.test(name)), 'the reload showed as leaving');
  await page.close();
  await ana.shows(/Cleo left/);
});

const notices = async (client) => (await client.messages()).filter((words) => /\b(joined|left|came)\b/.test(words));

test('the server restarts and nothing is lost', async () => {
  const before = [await notices(ana), await notices(ben)];
  assert.match(before[0].join(), /Cleo (left|came and went)/);
  const port = new URL(server.address).port;
  server.child.kill('SIGTERM');
  assert.deepEqual(await server.exited, { code: 0, signal: null });
  await ana.shows(/Offline|Reconnecting/i);
  await ana.type('Written while the server was away');
  await ana.key('Return');
  await ana.shows(/Written while the server was away/);
  const data = server.child.spawnargs[server.child.spawnargs.indexOf('--data') + 1];
  server = await stage.server(data, `127.0.0.1:${port}`);
  await ben.shows(/Written while the server was away/);
  const count = (await until('Ben has the history', () => ben.messages())).filter((m) => /Written while/.test(m)).length;
  assert.equal(count, 1, 'the message stands there once');
  // A coming is told before the one who came is heard, so both have heard of whatever there was.
  await ben.type('And so am I');
  await ben.key('Return');
  await ana.shows(/And so am I/);
  assert.deepEqual([await notices(ana), await notices(ben)], before, 'nobody is said to have come after the restart');
});
