import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserWindow } from 'electron';
import { openPolicy } from '../../../../main/core/policy/policy.ts';
import { createProgramChoice } from '../../../../main/electron/call-hook/choose-program.ts';
import type { Question } from '../../../../main/electron/consent/questions.ts';
import type { HookProblem } from '../../../../preload/contract/index.ts';
import { createFakeLog } from '../../core/fakes/log-and-random.ts';
import { createTestPhone } from '../../core/fakes/phone.ts';
import { settle } from '../../core/fakes/settle.ts';
import { englishWords } from '../../core/fakes/words.ts';

interface User {
  readonly picks?: string;
  readonly agrees?: boolean;
  readonly finds?: HookProblem | null;
  readonly sees?: boolean;
  readonly locked?: boolean;
}

/** Somebody in front of the windows of the system. */
function withUser({ picks, agrees = true, finds = null, sees = true, locked = false }: User) {
  const policy = locked ? { ...openPolicy, callHook: { program: null } } : openPolicy;
  const { phone } = createTestPhone({}, { policy });
  const asked: Question[] = [];
  const refused: string[] = [];
  const choose = createProgramChoice({
    dialog: {
      showOpenDialog: async () => ({ canceled: picks === undefined, filePaths: picks === undefined ? [] : [picks] }),
      showMessageBox: async (_window: unknown, options?: { readonly detail?: string }) => {
        refused.push(options?.detail ?? '');
        return { response: 0, checkboxChecked: false };
      },
    },
    ask: async (question) => {
      asked.push(question);
      return agrees;
    },
    runner: { inspect: async () => finds },
    phone,
    words: englishWords,
    log: createFakeLog(),
    parent: () => (sees ? ({} as BrowserWindow) : null),
  });
  return { choose, asked, refused, program: () => phone.callHook().program?.path ?? null };
}

test('what the user picks and agrees to, in windows of the system, is run', async () => {
  const { choose, asked, program } = withUser({ picks: '/opt/lamp/ring' });
  assert.deepEqual(choose(), { ok: true });
  assert.deepEqual(choose(), { ok: false, refusal: 'repeated' });
  await settle();
  assert.equal(program(), '/opt/lamp/ring');
  assert.equal(asked[0]?.message, 'Run ring with each call?');
  assert.match(asked[0]?.detail ?? '', /^\/opt\/lamp\/ring\n/);
  assert.deepEqual(choose(), { ok: true }, 'and again, once the first is over');
});

test('nothing is run without both', async () => {
  for (const user of [{}, { picks: '/opt/lamp/ring', agrees: false }]) {
    const { choose, program } = withUser(user);
    choose();
    await settle();
    assert.equal(program(), null);
  }
});

test('what is not safe to run is refused in words, and not asked about', async () => {
  const { choose, asked, program, refused } = withUser({ picks: '/tmp/ring', finds: 'unsafe' });
  choose();
  await settle();
  assert.deepEqual([asked.length, program()], [0, null]);
  assert.match(refused[0] ?? '', /^Others than you could change or replace it/);
});

test('nobody is asked whose window is not on the screen, nor where the administrator decided', () => {
  assert.deepEqual(withUser({ sees: false }).choose(), { ok: false, refusal: 'unavailable' });
  assert.deepEqual(withUser({ locked: true }).choose(), { ok: false, refusal: 'locked' });
});
