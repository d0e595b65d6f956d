import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Away } from '../../../../main/core/routing/away/away.ts';
import type { ReadForwarding } from '../../../../main/core/routing/reading.ts';
import type { RoutingProblem, Wanted } from '../../../../main/core/routing/state.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { createFakeLog } from '../fakes/log-and-random.ts';
import { settle } from '../fakes/settle.ts';
import { createFakeRecords } from '../fakes/storage.ts';
import { forwarding, part } from './samples.ts';

const place = { of: 'dana@contoso.com', href: '/settings' };
const chosen = { of: 'dana@contoso.com', to: { kind: 'voicemail' } } as const;
const here = forwarding({});
const gone = forwarding({ setting: 'immediate', immediate: part('voicemail'), handlesUnanswered: false });

/** A server whose answers the test gives. */
function setUp(records = createFakeRecords()) {
  const clock = createFakeClock();
  const state: { present: ReadForwarding; problem: RoutingProblem | null; asked: Wanted[] } = {
    present: here,
    problem: null,
    asked: [],
  };
  const away = new Away({
    clock,
    log: createFakeLog(),
    records,
    read: async () => state.present,
    change: async (_href, wanted) => {
      state.asked.push(wanted);
      if (state.problem === null) state.present = wanted.setting === 'immediate' ? gone : here;
      return { forwarding: state.present, problem: state.problem };
    },
    onKept: () => {},
    onUnkept: () => {},
  });
  return { away, clock, records, state };
}

describe('away and back', () => {
  test('the record is there before anything is sent', async () => {
    const { away, records, state } = setUp();
    let written: () => void = () => {};
    const { keep } = records;
    records.keep = async (name, document) => {
      await new Promise<void>((resolve) => {
        written = resolve;
      });
      return keep(name, document);
    };
    void away.leave(place, chosen);
    await settle();
    assert.deepEqual(state.asked, [], 'nothing is sent while it is written');
    written();
    await settle();
    assert.equal(state.asked.length, 1);
    assert.notEqual(away.kept(place.of), null);
  });

  test('who comes back while it is written stays here', async () => {
    const { away, state } = setUp();
    void away.leave(place, chosen);
    void away.back(place);
    await settle();
    assert.deepEqual([state.asked, away.kept(place.of)], [[], null]);
  });

  test('a crash between the record and the change leaves nothing to set back', async () => {
    const before = setUp();
    before.state.problem = 'unreachable';
    await before.away.leave(place, chosen);
    const after = setUp(before.records);
    await after.away.found(place);
    assert.deepEqual([after.state.asked, after.away.kept(place.of)], [[], null]);
  });

  test('it is tried again for as long as the server cannot be reached', async () => {
    const { away, clock, state } = setUp();
    await away.leave(place, chosen);
    state.present = null;
    await away.back(place);
    assert.notEqual(away.kept(place.of), null);
    clock.advance(2_000);
    await settle();
    state.present = gone;
    clock.advance(5_000);
    await settle();
    assert.deepEqual([state.present, away.kept(place.of)], [here, null]);
  });

  test('what was set back in part is gone on with', async () => {
    const { away, clock, state } = setUp();
    await away.leave(place, chosen);
    state.problem = 'unreachable';
    await away.back(place);
    state.present = here;
    state.problem = null;
    clock.advance(2_000);
    await settle();
    assert.equal(state.asked.length, 3, 'the rest is asked for too');
    assert.equal(away.kept(place.of), null);
  });

  test('a look while nobody is here sets nothing back', async () => {
    const { away, state } = setUp();
    await away.leave(place, chosen);
    await away.found(place);
    assert.equal(state.present, gone);
  });
});
