import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../../scripts/project.ts';
import { screenshotNames, screenshotPath } from '../../../scripts/screenshots/pictures.ts';

test('every picture of the app in README and docs is one that is drawn anew, and is there', () => {
  const texts = ['README.md', ...globSync('docs/**/*.md', { cwd: projectRoot })];
  const shown = texts.flatMap((file) => {
    const text = readFileSync(join(projectRoot, file), 'utf8');
    return [...text.matchAll(/images\/([\w-]+)\.png/g)].map(([, name]) => name);
  });
  assert.deepEqual([...new Set(shown)].sort(), [...screenshotNames].sort());
  for (const name of screenshotNames) assert.ok(existsSync(screenshotPath(name)), basename(screenshotPath(name)));
});
