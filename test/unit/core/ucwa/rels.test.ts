import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isKnownRel, isUsedRel, usedRels } from '../../../../main/core/ucwa/rels.ts';

test('a rel is used, or known and not used, or unknown', () => {
  for (const rel of Object.keys(usedRels)) assert.ok(isUsedRel(rel) && isKnownRel(rel), rel);
  for (const rel of ['photo', 'callForwardingSettings', 'typingParticipant'])
    assert.deepEqual([isUsedRel(rel), isKnownRel(rel)], [false, true], rel);
  for (const rel of ['', 'telepathy', 'constructor', 'toString', '__proto__'])
    assert.deepEqual([isUsedRel(rel), isKnownRel(rel)], [false, false], rel);
});
