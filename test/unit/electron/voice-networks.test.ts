import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whereVoiceIs } from '../../../main/electron/voice-networks.ts';

const at = (...addresses: string[]) => ({ addresses: new Set(addresses) });

test('an address in one of the networks is enough, and without networks every one will do', () => {
  const networks = ['10.0.0.0/8', '2001:db8::/32'];
  assert.equal(whereVoiceIs([], at('192.0.2.1')), 'everywhere');
  assert.equal(whereVoiceIs(networks, at('192.0.2.1', '10.1.2.3')), 'inside');
  assert.equal(whereVoiceIs(networks, at('192.0.2.1', '2001:db8::1')), 'inside');
  assert.equal(whereVoiceIs(networks, at('192.0.2.1', '2001:db9::1')), 'outside');
  assert.equal(whereVoiceIs(networks, at()), 'outside');
});
