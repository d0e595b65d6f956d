import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  badFields,
  checked,
  firstEntry,
  firstToFocus,
  request,
  type SignInEntry,
} from '../../../renderer/views/sign-in/sign-in-form.ts';
import { englishWords } from '../core/fakes/words.ts';

const entry: SignInEntry = {
  address: 'ana@northwind.example',
  userName: '',
  password: 'secret',
  keep: true,
  server: '',
};
const problem = { title: '', help: '', details: '', fields: ['userName', 'password'] } as const;

describe('the sign-in form', () => {
  it('starts with what is known and never with a password', () => {
    const known = {
      address: 'a@b',
      userName: 'u',
      keep: false,
      server: 's',
      stage: null,
      page: false,
      trust: null,
      problem: null,
    };
    assert.deepEqual(firstEntry(known), { address: 'a@b', userName: 'u', keep: false, server: 's', password: '' });
  });

  for (const address of ['', '   ', 'ana', '@northwind.example', 'ana@', ' @ ']) {
    it(`does not take ${JSON.stringify(address)} for an address`, () => {
      assert.deepEqual(Object.keys(checked({ ...entry, address }, englishWords)), ['address']);
    });
  }

  it('takes an address with spaces around it, and no password: there are ways without one', () => {
    assert.deepEqual(checked({ ...entry, address: ' ana@northwind.example ' }, englishWords), {});
    assert.deepEqual(checked({ ...entry, password: '' }, englishWords), {});
    for (const address of ['sip:ana@northwind.example', 'Ana <ana@northwind.example>', 'ana\uff20northwind.example']) {
      assert.deepEqual(checked({ ...entry, address }, englishWords), {}, 'it is cleaned later');
    }
  });

  it('sends names without the spaces around them, and the password as it is', () => {
    const typed = { ...entry, address: ' ana@b ', userName: ' N\\ana ', server: ' host ', password: ' p ' };
    assert.deepEqual(request(typed), {
      address: 'ana@b',
      userName: 'N\\ana',
      server: 'host',
      password: ' p ',
      keep: true,
    });
  });

  it('sends what is for a proxy as it is, and takes no colon in that name', () => {
    const proxy = { userName: 'ana', password: ' p:p ' };
    assert.deepEqual(request({ ...entry, proxy }).proxy, proxy);
    assert.deepEqual(checked({ ...entry, proxy }, englishWords), {});
    assert.deepEqual(Object.keys(checked({ ...entry, proxy: { ...proxy, userName: 'a:b' } }, englishWords)), [
      'proxyUserName',
    ]);
  });

  it('marks what is wrong by either account, in the order of the form', () => {
    assert.deepEqual(badFields({ address: 'x' }, problem), ['address', 'userName', 'password']);
    assert.deepEqual(badFields({}, null), []);
  });

  it('puts the cursor into the first wrong field, else the first that is empty', () => {
    assert.equal(firstToFocus({ address: 'x', password: 'y' }, problem, entry), 'address');
    assert.equal(firstToFocus({}, problem, entry), 'userName');
    assert.equal(firstToFocus({}, null, { ...entry, address: '' }), 'address');
    assert.equal(firstToFocus({}, null, { ...entry, address: '@northwind.example' }), 'address');
    assert.equal(firstToFocus({}, null, entry), 'password');
  });
});
