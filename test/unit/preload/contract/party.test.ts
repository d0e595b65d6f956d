import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialledFor } from '../../../../preload/contract/index.ts';
import { ana, hidden, numberOnly, priya, stranger } from '../../../views/samples.ts';

test('somebody is called at what stands beside their name, or in its place; who is hidden cannot be called', () => {
  assert.equal(dialledFor(ana), '+46 8 5550 1234');
  assert.equal(dialledFor(priya), 'priya.raman@northwind.example');
  assert.equal(dialledFor(numberOnly), '+44 20 7946 0018');
  assert.equal(dialledFor(hidden), null);
  assert.equal(dialledFor(stranger), null, 'a number of another domain is somebody else’s here');
  assert.equal(dialledFor({ label: 'Ana Lindqvist', named: true, number: null, initials: 'AL' }), null);
});
