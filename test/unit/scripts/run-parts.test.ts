import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Part } from '../../../scripts/test/parts.ts';
import { runParts } from '../../../scripts/test/run-parts.ts';

function part(name: string, more: Partial<Part> = {}): Part {
  return { name, title: name, args: [], count: () => ({ passed: 1, failed: 0 }), ...more };
}

/** Runs parts that take until they are told to end; `steps` are what is running after each. */
async function runStory(parts: readonly Part[], ends: readonly string[], failing: readonly string[] = []) {
  const running = new Map<string, () => void>();
  const steps: string[] = [];
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const look = async () => {
    await settle();
    steps.push([...running.keys()].join(' '));
  };
  const all = runParts(parts, async (one) => {
    await new Promise<void>((end) => running.set(one.name, end));
    running.delete(one.name);
    const failed = failing.includes(one.name) ? 1 : 0;
    return {
      part: one,
      passed: 1 - failed,
      failed,
      unsteady: 0,
      repeat: null,
      seconds: 1,
      processorSeconds: 1,
      tail: '',
    };
  });
  await look();
  for (const name of ends) {
    const end = running.get(name);
    assert.ok(end, `${name} runs`);
    end();
    await look();
  }
  const outcomes = await all;
  return { steps, outcomes: outcomes.map(({ part: { name }, failed }) => `${name} ${failed}`) };
}

const half = { weight: 2 } as const;

test('they run beside each other while there is room, in their order, and outcomes stand in it', async () => {
  const parts = ['a', 'b', 'c', 'd'].map((name) => part(name, half));
  assert.deepEqual(await runStory(parts, ['b', 'a', 'd', 'c']), {
    steps: ['a b', 'a c', 'c d', 'c', ''],
    outcomes: ['a 0', 'b 0', 'c 0', 'd 0'],
  });
});

test('one for which there is no room is passed by a lighter one, and comes as soon as there is', async () => {
  const parts = [part('a'), part('b', half), part('heavy', half), part('c'), part('d')];
  const { steps } = await runStory(parts, ['a', 'c', 'b', 'd', 'heavy']);
  assert.deepEqual(steps, ['a b c', 'b c d', 'b d', 'd heavy', 'heavy', '']);
});

test('what weighs as much as there is room has the machine to itself', async () => {
  const parts = [part('a'), part('all', { weight: 4 }), part('b')];
  const { steps } = await runStory(parts, ['a', 'b', 'all']);
  assert.deepEqual(steps, ['a b', 'b', 'all', '']);
});

test('a part waits for what it needs, and others pass it', async () => {
  const parts = [
    part('pack', half),
    part('e2e', { after: ['pack'], ...half }),
    part('tour', { after: ['pack'], ...half }),
    part('unit', half),
  ];
  const { steps } = await runStory(parts, ['unit', 'pack', 'e2e', 'tour']);
  assert.deepEqual(steps, ['pack unit', 'pack', 'e2e tour', 'tour', '']);
});

test('a part whose need failed is not run and has failed; one whose need was not asked for runs', async () => {
  const parts = [part('pack'), part('e2e', { after: ['pack'] }), part('release', { after: ['another'] })];
  assert.deepEqual(await runStory(parts, ['pack', 'release'], ['pack']), {
    steps: ['pack release', 'release', ''],
    outcomes: ['pack 1', 'e2e 1', 'release 0'],
  });
});

test('parts that wait for each other are an error, not a wait', async () => {
  const parts = [part('a', { after: ['b'] }), part('b', { after: ['a'] })];
  const run = () => assert.fail('none of them can begin');
  await assert.rejects(runParts(parts, run), /wait for each other: a, b/);
});
