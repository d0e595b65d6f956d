import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HookProgram } from '../../../../main/core/call-hook/state.ts';
import { createCallFollower } from '../../../../main/electron/call-hook/follow-calls.ts';
import type { CallView, HookProblem } from '../../../../preload/contract/index.ts';
import { connected, ringing, view } from '../../../views/samples.ts';
import { settle } from '../../core/fakes/settle.ts';

function following(program: HookProgram | null, problem: HookProblem | null | undefined) {
  let calls: readonly CallView[] = [];
  let present = program;
  const ran: string[] = [];
  const told: (HookProblem | null)[] = [];
  const follow = createCallFollower({
    phone: {
      view: () => view({ calls }),
      callHook: () => ({ program: present, locked: false, problem: null }),
      callHookTold: (one) => told.push(one),
    },
    runner: {
      async run({ path }, variables) {
        ran.push(`${path} ${variables.SWITCHHOOK_EVENT}`);
        return problem;
      },
    },
  });
  return {
    ran,
    told,
    shows(next: readonly CallView[]) {
      calls = next;
      follow();
    },
    choose: (next: HookProgram | null) => {
      present = next;
    },
  };
}

const lamp = { path: '/opt/lamp/ring', arguments: [] };

test('the program runs with what happens, and what came of it is told', async () => {
  const { ran, shows, told } = following(lamp, 'failed');
  shows([ringing()]);
  shows([connected()]);
  await settle();
  assert.deepEqual(ran, ['/opt/lamp/ring ring', '/opt/lamp/ring answered']);
  assert.deepEqual(told, ['failed', 'failed']);
});

test('without a program nothing runs, and one that is chosen in a call hears of what comes then', () => {
  const { ran, shows, choose } = following(null, null);
  shows([ringing()]);
  assert.deepEqual(ran, []);
  choose(lamp);
  shows([]);
  assert.deepEqual(ran, ['/opt/lamp/ring ended']);
});

test('what was not run, or is not chosen any more, tells nothing', async () => {
  const many = following(lamp, undefined);
  many.shows([ringing()]);
  await settle();
  assert.deepEqual(many.told, []);
  const gone = following(lamp, 'slow');
  gone.shows([ringing()]);
  gone.choose(null);
  await settle();
  assert.deepEqual(gone.told, []);
});
