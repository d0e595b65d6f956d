import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOperations } from '../../../../../main/core/session/requests/operations.ts';

const href = 'https://pool.contoso.com/invitations/1';

function setUp() {
  let made = 0;
  return createOperations<string>(() => {
    made += 1;
    return `op-${made}`;
  });
}

test('an event that comes before the response is about the operation that caused it', () => {
  const operations = setUp();
  const id = operations.begin('call to Ana');
  assert.equal(operations.match(id, href), 'call to Ana');
  assert.equal(operations.match(null, href), 'call to Ana', 'later events need not repeat the id');
  operations.located(id, href);
  assert.equal(operations.match(id, href), 'call to Ana');
});

test('the response alone binds the resource too', () => {
  const operations = setUp();
  operations.located(operations.begin('call to Ana'), href);
  assert.equal(operations.match(null, href), 'call to Ana');
});

test('ids differ, and each stands for its own subject', () => {
  const operations = setUp();
  const [ana, tomas] = [operations.begin('Ana'), operations.begin('Tomás')];
  assert.notEqual(ana, tomas);
  assert.equal(operations.match(tomas, `${href}2`), 'Tomás');
  assert.equal(operations.match(ana, href), 'Ana');
  assert.equal(operations.match(null, `${href}2`), 'Tomás');
});

test('what began elsewhere, or is over, is nobody’s', () => {
  const operations = setUp();
  assert.equal(operations.match('theirs', href), null);
  assert.equal(operations.match(null, href), null);
  const id = operations.begin('Ana');
  operations.match(id, href);
  operations.end(id);
  operations.located(id, href);
  assert.equal(operations.match(id, href), null);
  assert.equal(operations.match(null, href), null);
});

test('the first address of an operation stays: an event about another resource does not take it away', () => {
  const operations = setUp();
  const id = operations.begin('Ana');
  operations.match(id, href);
  operations.match(id, `${href}/other`);
  assert.equal(operations.match(null, href), 'Ana');
});
