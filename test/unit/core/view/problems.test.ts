import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { emptyModel } from '../../../../main/core/model.ts';
import type { SignInFailureKind } from '../../../../main/core/session/state.ts';
import { projectProblem } from '../../../../main/core/view/problems.ts';

const host = 'lync.contoso.com';
const session = {
  ...emptyModel.session,
  account: { ...emptyModel.session.account, address: 'dana@contoso.com' },
  failedAt: 1_700_000_000_000,
};
const problem = (kind: SignInFailureKind, more: { host?: string; code?: string } = {}) =>
  projectProblem({ kind, host, code: '400 invalid_grant', ...more }, session);

/** The sentence of each kind with a host and without, and the field that gets the focus. */
const sentences: Readonly<
  Record<SignInFailureKind, readonly [withHost: string, without: string, focus: string | undefined]>
> = {
  address: ['Enter your sign-in address', 'Enter your sign-in address', 'address'],
  password: ['That user name or password did not work.', 'That user name or password did not work.', 'password'],
  'password-needed': ['Sign in again to get calls.', 'Sign in again to get calls.', 'password'],
  'no-server': ['No server found for contoso.com.', 'No server found for contoso.com.', 'address'],
  offline: ['This computer is offline.', 'This computer is offline.', undefined],
  certificate: ['The server’s certificate is not trusted.', 'The server’s certificate is not trusted.', 'server'],
  'untrusted-domain': [
    'The server of contoso.com points to another domain, lync.contoso.com.',
    'The server of contoso.com points to another domain.',
    'server',
  ],
  'no-answer': [
    'The server lync.contoso.com does not answer.',
    'The server of contoso.com does not answer.',
    undefined,
  ],
  'server-error': ['The server could not sign you in.', 'The server could not sign you in.', undefined],
  'not-ucwa': ['lync.contoso.com does not speak UCWA.', 'The server of contoso.com does not speak UCWA.', 'server'],
  'no-password-grant': [
    'This server does not take a password from apps.',
    'This server does not take a password from apps.',
    undefined,
  ],
  'no-calls': ['Your account cannot take calls in this app.', 'Your account cannot take calls in this app.', undefined],
  replaced: ['Another program took over this sign-in.', 'Another program took over this sign-in.', undefined],
  gone: ['The server ended this sign-in.', 'The server ended this sign-in.', undefined],
};

for (const [name, [withHost, without, focus]] of Object.entries(sentences)) {
  const kind = name as SignInFailureKind;
  describe(kind, () => {
    test(withHost, () => assert.equal(problem(kind).title, withHost));
    test(without, () => assert.equal(problem(kind, { host: '' }).title, without));
    test('says what to do, in a sentence', () => {
      assert.match(problem(kind).help, /^\p{Lu}.*\.$/u);
      assert.doesNotMatch(problem(kind, { host: '' }).help, / {2}|undefined|about \./);
      assert.equal(problem(kind).fields[0], focus);
    });
  });
}

test('a bad certificate: nothing was sent, and whom to ask about what', () => {
  assert.equal(
    problem('certificate').help,
    'Your password was not sent. Ask your administrator about lync.contoso.com.',
  );
});

test('details hold code and time, no name and no secret', () => {
  const { details } = problem('password');
  assert.equal(details, 'Switchhook sign-in: password (400 invalid_grant), 2023-11-14T22:13:20.000Z');
  assert.doesNotMatch(details, /dana|contoso/);
});

test('a code from the server is kept to a code', () => {
  const { details } = problem('server-error', { code: `500 <b>Ana</b>\u202e\r\n${'x'.repeat(500)}` });
  assert.match(details, /^Switchhook sign-in: server-error \([\w.: -]{1,120}\), /);
});
