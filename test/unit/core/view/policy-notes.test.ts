import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyModel } from '../../../../main/core/model.ts';
import { projectView } from '../../../../main/core/view/projection.ts';
import { englishWords } from '../fakes/words.ts';

test('settings of the administrator that cannot be used are told, and only those', () => {
  const idsOf = (policyBroken: boolean) =>
    projectView({ ...emptyModel, policyBroken }, englishWords, 0, 0).notes.map(({ id }) => id);
  assert.deepEqual(idsOf(false), []);
  assert.deepEqual(idsOf(true), ['policy']);
});
