import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IceFailure } from '../../../../../main/media/ice/agent/failure.ts';
import { createIceSession, type IceRound } from '../../../../../main/media/ice/agent/ice-session.ts';
import type { Credentials } from '../../../../../main/media/ice/candidates/credentials.ts';
import { createFakeClock } from '../../fake-clock.ts';
import { admits, candidatesOf, seededRandom } from '../agents.ts';
import { createFakeNetwork } from '../fake-network.ts';

const credentials = (name: string): Credentials => ({ ufrag: name, pwd: `${name}-password-of-more-than-22` });

/** Two sessions that restart together. */
function stage() {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const hosts = { caller: network.host('10.1.0.1'), callee: network.host('10.2.0.1') };
  const sockets = {
    caller: [hosts.caller.socket(1), hosts.caller.socket(2)],
    callee: [hosts.callee.socket(1), hosts.callee.socket(2)],
  };
  const round = (side: 'caller' | 'callee', number: number): IceRound => {
    const other = side === 'caller' ? 'callee' : 'caller';
    return {
      role: side === 'caller' ? 'controlling' : 'controlled',
      local: credentials(`${side}${number}`),
      remote: { ...credentials(`${other}${number}`), lite: false, candidates: candidatesOf(sockets[other]) },
      components: 2,
      dialect: 'ms-ice2',
    };
  };
  const side = (name: 'caller' | 'callee') => {
    const heard: string[] = [];
    const told: string[] = [];
    const tell = (what: string) => (failure: IceFailure) => void told.push(`${what} ${failure.kind}`);
    const session = createIceSession(
      {
        sockets: sockets[name],
        clock,
        random: seededRandom(name),
        admits,
        events: {
          onSelected: (component) => void told.push(`selected ${component}`),
          onDatagram: (_component, datagram) => void heard.push(datagram.toString('latin1').slice(1)),
          onFailed: tell('failed'),
          onRestartFailed: tell('restart failed'),
        },
      },
      round(name, 1),
    );
    return { session, heard, told };
  };
  return { clock, network, round, caller: side('caller'), callee: side('callee') };
}

const voice = (text: string) => Buffer.from(`\x80${text}`, 'latin1');

test('media goes on while both restart, is told once, and goes over to the new pairs', async () => {
  const { clock, round, caller, callee } = stage();
  clock.advance(2000);
  assert.deepEqual(caller.told, ['selected 1', 'selected 2']);
  caller.session.restart(round('caller', 2));
  for (let at = 0; at < 20; at += 1) {
    assert.ok(caller.session.send(1, voice(`there ${at}`)));
    assert.ok(callee.session.send(1, voice(`back ${at}`)));
    clock.advance(100);
    if (at === 5) callee.session.restart(round('callee', 2));
  }
  clock.advance(1000);
  const numbers = (word: string) => Array.from({ length: 20 }, (_, at) => `${word} ${at}`);
  assert.deepEqual([callee.heard, caller.heard], [numbers('there'), numbers('back')]);
  for (const { told, session } of [caller, callee]) {
    assert.deepEqual(told, ['selected 1', 'selected 2', 'selected 1', 'selected 2']);
    assert.ok(session.isComplete());
  }
  clock.advance(120_000);
  assert.equal(caller.told.length, 4);
  await Promise.all([caller.session.close(), callee.session.close()]);
  assert.equal(clock.waiting(), 0);
});

test('a restart of which nothing comes leaves the pairs as they were', () => {
  const { clock, round, caller, callee } = stage();
  clock.advance(2000);
  caller.session.restart(round('caller', 2));
  clock.advance(45_000);
  assert.deepEqual(caller.told.slice(2), ['restart failed no-answer']);
  assert.ok(caller.session.send(1, voice('still there')));
  clock.advance(100);
  assert.deepEqual(callee.heard, ['still there']);
});

test('where the old pairs die during a restart, only its end tells what is left', () => {
  const dead = stage();
  dead.clock.advance(2000);
  dead.caller.session.restart(dead.round('caller', 2));
  dead.network.watch(() => false);
  dead.clock.advance(45_000);
  assert.deepEqual(dead.caller.told.slice(2), ['failed no-answer']);
  const saved = stage();
  saved.clock.advance(2000);
  let cut = true;
  saved.network.watch(() => !cut);
  saved.clock.advance(25_000);
  saved.caller.session.restart(saved.round('caller', 2));
  saved.callee.session.restart(saved.round('callee', 2));
  saved.clock.advance(15_000);
  cut = false;
  saved.clock.advance(20_000);
  assert.deepEqual(saved.caller.told.slice(-2), ['selected 1', 'selected 2']);
  assert.ok(!saved.caller.told.some((told) => told.includes('failed')));
});

test('a second restart takes the place of the first', () => {
  const { clock, round, caller, callee } = stage();
  clock.advance(2000);
  caller.session.restart(round('caller', 2));
  clock.advance(500);
  for (const [{ session }, side] of [
    [caller, 'caller'],
    [callee, 'callee'],
  ] as const)
    session.restart(round(side, 3));
  clock.advance(60_000);
  assert.deepEqual(caller.told, ['selected 1', 'selected 2', 'selected 1', 'selected 2']);
});

test('without a restart the session fails as its agent does', async () => {
  const { clock, network, round, caller } = stage();
  network.watch(() => false);
  clock.advance(45_000);
  assert.deepEqual(caller.told, ['failed no-answer']);
  await caller.session.close();
  caller.session.restart(round('caller', 2));
  assert.equal(caller.session.send(1, voice('late')), false);
});

test('a session that is silent is brought back by a restart, and fails where that fails', () => {
  const { clock, network, round, caller, callee } = stage();
  clock.advance(2000);
  let cut = true;
  network.watch(() => !cut);
  clock.advance(60_000);
  assert.ok(caller.session.isSilent());
  caller.session.restart(round('caller', 2));
  clock.advance(45_000);
  assert.deepEqual(caller.told.slice(2), ['failed no-answer']);
  cut = false;
  caller.session.restart(round('caller', 3));
  callee.session.restart(round('callee', 3));
  clock.advance(3000);
  assert.deepEqual(caller.told.slice(-2), ['selected 1', 'selected 2']);
  assert.ok(!caller.session.isSilent());
});
