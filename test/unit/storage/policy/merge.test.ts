import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPolicy, type Policy } from '../../../../main/core/policy/policy.ts';
import { mergePolicy } from '../../../../main/storage/policy/merge.ts';
import type { PolicyPart } from '../../../../main/storage/policy/read-document.ts';

const part = (source: string, said: Partial<Policy>, refused: PolicyPart['refused'] = []): PolicyPart => ({
  ...{ source, said, refused },
});

test('without a source everything is open, and nothing is told', () => {
  assert.deepEqual(mergePolicy([]), { policy: openPolicy, told: { sources: [], decided: [], refused: [] } });
});

test('a key is of the most important source that has it; a list is taken whole', () => {
  const { policy, told } = mergePolicy([
    part('a', { httpDiscovery: false, trustedDomains: ['a.example'] }),
    part('b', { httpDiscovery: true, trustedDomains: ['b.example', 'c.example'], mediaRelayOnly: true }),
  ]);
  assert.deepEqual(policy, {
    ...openPolicy,
    httpDiscovery: false,
    trustedDomains: ['a.example'],
    mediaRelayOnly: true,
  });
  assert.deepEqual(told.sources, ['a', 'b']);
  assert.deepEqual(told.decided, ['httpDiscovery', 'mediaRelayOnly', 'trustedDomains']);
});

test('settings and features are merged one by one', () => {
  const { policy, told } = mergePolicy([
    part('a', { settings: { textSize: 125 }, features: { video: false } }),
    part('b', { settings: { textSize: 200, rateCalls: 'never' }, features: { video: true, messages: false } }),
  ]);
  assert.deepEqual(policy.settings, { textSize: 125, rateCalls: 'never' });
  assert.deepEqual(policy.features, { video: false, messages: false });
  assert.deepEqual(told.decided, ['features.messages', 'features.video', 'settings.rateCalls', 'settings.textSize']);
});

test('a source that is wrong drops no other, and what is wrong in each is told', () => {
  const refused = [{ source: 'a', key: null, why: 'no-json' }] as const;
  const { policy, told } = mergePolicy([part('a', {}, refused), part('b', { logLevel: 'warn' })]);
  assert.equal(policy.logLevel, 'warn');
  assert.deepEqual(told.refused, refused);
});
