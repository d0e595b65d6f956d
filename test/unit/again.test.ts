import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { againWith, quoted } from '../again.ts';
import { commandOf } from '../faults/check.ts';

const root = resolve(import.meta.dirname, '../..');

test('words come out of a shell as they went in', () => {
  for (const word of ['plain', 'two words', "it's", '$HOME `id` "x"', 'a\\b', '*', '']) {
    assert.equal(execFileSync('sh', ['-c', `printf %s ${quoted(word)}`], { encoding: 'utf8' }), word);
  }
});

test('a check of faults is done again by its name, seed and share', () => {
  const check = { goal: 'R1', name: "the server's word", run: () => Promise.reject(new Error('not here')) };
  const options = { seed: 7, quick: true, share: { index: 1, of: 3 } };
  const command = `npm run faults -- 'the server'\\''s word' --seed=7 --quick --share=2/3`;
  assert.equal(commandOf(check, options), againWith(command));
  const whole = { seed: 1, quick: false, share: { index: 0, of: 1 } };
  assert.equal(commandOf({ ...check, name: 'R1' }, whole), againWith('npm run faults -- R1 --seed=1'));
});

test('a property that failed says how to try it again, and that fails with the same input', (t) => {
  const file = join('out', `again-${process.pid}.test.ts`);
  t.after(() => rmSync(join(root, file), { force: true }));
  const program = `import { test } from 'node:test';
import fc from 'fast-check';
import '../test/unit/same-inputs.ts';
test('small', () => fc.assert(fc.property(fc.nat(), (drawn) => { if (drawn > 1000) throw new Error('drew ' + drawn); })));
`;
  writeFileSync(join(root, file), program);
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { PATH } = env;
  const path = `${resolve(process.execPath, '..')}:${PATH}`;
  const run = (command: string) => {
    const { stdout } = spawnSync('sh', ['-c', command], { cwd: root, env: { ...env, PATH: path }, encoding: 'utf8' });
    return { again: /Again with: (.*)/.exec(stdout)?.[1], drawn: /Counterexample: .*/.exec(stdout)?.[0], stdout };
  };
  const first = run(`SWITCHHOOK_SEED=4711 node --test ${file}`);
  assert.equal(first.again, `SWITCHHOOK_SEED=4711 node --test ${file}`, first.stdout);
  assert.match(first.drawn ?? '', /\[1001\]/);
  assert.deepEqual(run(first.again ?? '').drawn, first.drawn);
});

test('each file of tests that draws inputs takes them from the same seed', () => {
  const files = globSync(['test/unit/**/*.test.ts', 'test/long/**/*.test.ts'], { cwd: root });
  const without = files.filter((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return /from 'fast-check'/.test(text) && !/\/same-inputs\.ts'/.test(text);
  });
  assert.deepEqual(without, []);
});
