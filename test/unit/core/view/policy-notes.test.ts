import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyModel } from '../../../../main/core/model.ts';
import { projectView } from '../../../../main/core/view/projection.ts';
import type { PolicyRefusal } from '../../../../preload/contract/index.ts';
import { englishWords } from '../fakes/words.ts';

test('settings of the administrator that cannot be used are told, and only those', () => {
  const idsOf = (...whys: readonly PolicyRefusal[]) => {
    const refused = whys.map((why) => ({ source: '/etc/switchhook/policy.json', key: null, why }));
    const policy = { ...emptyModel.policy, refused };
    return projectView({ ...emptyModel, policy }, englishWords, 0, 0).notes.map(({ id }) => id);
  };
  assert.deepEqual(idsOf(), []);
  assert.deepEqual(idsOf('unknown-key'), []);
  assert.deepEqual(idsOf('unknown-key', 'no-json'), ['policy']);
});
