import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Unsaved } from '../../../../main/core/health/state.ts';
import { emptyModel } from '../../../../main/core/model.ts';
import { projectView } from '../../../../main/core/view/projection.ts';
import { englishWords } from '../fakes/words.ts';

function notesOf(unsaved: Unsaved) {
  const { health } = emptyModel;
  return projectView(
    { ...emptyModel, health: { ...health, desktop: { ...health.desktop, unsaved } } },
    englishWords,
    0,
    0,
  ).notes;
}

test('a disk on which nothing can be kept is told once, with what to do', () => {
  assert.deepEqual(notesOf(null), []);
  for (const unsaved of ['full', 'forbidden', 'failed'] as const) {
    const [note, ...others] = notesOf(unsaved);
    assert.equal(note?.id, 'storage');
    assert.deepEqual(others, []);
  }
  assert.match(notesOf('full')[0]?.help ?? '', /Make room/);
  assert.match(notesOf('forbidden')[0]?.title ?? '', /may not write/);
});
