import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { byName, fields, ifFits } from '../../../../main/core/schema/fields.ts';
import { read } from '../../../../main/core/schema/schema.ts';

const person = fields({ name: v.string(), age: v.exactOptional(v.number()), mail: ifFits(v.string()) });

test('fields are those of a plain object', () => {
  assert.deepEqual(read(person, { name: 'Dana' }), { name: 'Dana' });
  for (const value of [undefined, null, 'Dana', 7, true, () => {}, Object.assign([], { name: 'Dana' })]) {
    assert.equal(read(person, value), null);
  }
});

test('what is not asked for is left behind, and what is inherited does not count', () => {
  const value = JSON.parse('{"name":"Dana","admin":true,"__proto__":{"age":7}}');
  assert.deepEqual(read(person, value), { name: 'Dana' });
  assert.equal(read(person, Object.create({ name: 'Dana' })), null);
  assert.deepEqual(read(person, Object.assign(Object.create({ age: 7 }), { name: 'Dana' })), { name: 'Dana' });
  assert.equal(read(fields({ toString: v.function() }), {}), null);
});

test('a field that may be absent may be undefined, and may not be wrong', () => {
  assert.deepEqual(read(person, { name: 'Dana', age: undefined }), { name: 'Dana' });
  assert.deepEqual(read(person, { name: 'Dana', age: 7 }), { name: 'Dana', age: 7 });
  for (const age of [null, '7', {}]) assert.equal(read(person, { name: 'Dana', age }), null);
});

test('a field that is taken only where it fits costs no other', () => {
  assert.deepEqual(read(person, { name: 'Dana', mail: 'dana@contoso.com' }), {
    name: 'Dana',
    mail: 'dana@contoso.com',
  });
  for (const mail of [undefined, null, 7, []]) assert.deepEqual(read(person, { name: 'Dana', mail }), { name: 'Dana' });
});

test('a field is looked at once, so that it cannot be another thing the second time', () => {
  let looks = 0;
  const value = {
    get name() {
      looks += 1;
      return looks === 1 ? 'Dana' : 7;
    },
  };
  assert.deepEqual(read(person, value), { name: 'Dana' });
  assert.equal(looks, 1);
});

test('under any names what fits is taken, and no name reaches a prototype', () => {
  const ages = read(byName(v.number()), JSON.parse('{"a":1,"b":"x","__proto__":2,"constructor":3}'));
  assert.deepEqual(Object.entries(ages ?? {}), [
    ['a', 1],
    ['__proto__', 2],
    ['constructor', 3],
  ]);
  assert.equal(Object.getPrototypeOf(ages), null);
  for (const none of [null, [], 'x']) assert.equal(read(byName(v.number()), none), null);
});
