import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPassiveProgress } from '../../../../main/electron/sign-in/passive-progress.ts';

const origin = 'https://pool.contoso.com';
const page = `${origin}/PassiveAuth/PassiveAuth.aspx`;
const theirs = 'https://sts.contoso.com/adfs/ls/';
const cookie = (value: string) => [{ name: 'PassiveAuth', value }];

test('back from the organization with a cookie, the sign-in is over', () => {
  const progress = createPassiveProgress(origin);
  assert.equal(progress.loaded(theirs, 200, []), false);
  assert.equal(progress.loaded(page, 200, cookie('a')), true);
});

test('a browser that is known already passes through by redirects alone', () => {
  const progress = createPassiveProgress(origin);
  progress.passedThrough(theirs);
  progress.passedThrough(page);
  assert.equal(progress.loaded(page, 200, cookie('a')), true);
});

test('a first page at the origin is a form, whatever cookie it sets; a later one with another cookie is the end', () => {
  const progress = createPassiveProgress(origin);
  assert.equal(progress.loaded(page, 200, cookie('form')), false);
  assert.equal(progress.loaded(page, 200, cookie('form')), false, 'a wrong password shows the form again');
  assert.equal(progress.loaded(page, 200, [...cookie('form'), { name: 'ticket', value: 'x' }]), true);
});

test('back without a cookie, or at an error page, it is not over', () => {
  const progress = createPassiveProgress(origin);
  progress.passedThrough(theirs);
  assert.equal(progress.loaded(page, 200, []), false);
  assert.equal(progress.loaded(page, 500, cookie('a')), false);
  assert.equal(progress.loaded(page, 200, cookie('a')), true);
});

test('an origin with the same beginning is another one', () => {
  const progress = createPassiveProgress(origin);
  progress.passedThrough(theirs);
  assert.equal(progress.loaded('https://pool.contoso.com.evil.example/', 200, cookie('a')), false);
  assert.equal(progress.loaded('https://pool.contoso.com:444/', 200, cookie('a')), false);
});
