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
  'sign-in-refused': [
    'The server lync.contoso.com refused to sign you in.',
    'The server refused to sign you in.',
    'password',
  ],
  'password-needed': ['Sign in again to get calls.', 'Sign in again to get calls.', 'password'],
  'no-server': ['No server found for contoso.com.', 'No server found for contoso.com.', 'address'],
  offline: ['This computer is offline.', 'This computer is offline.', undefined],
  certificate: ['The server’s certificate is not trusted.', 'The server’s certificate is not trusted.', 'server'],
  proxy: [
    'The proxy lync.contoso.com makes no connection to the server.',
    'The proxy makes no connection to the server.',
    undefined,
  ],
  'proxy-auth': [
    'The proxy lync.contoso.com asks for a user name and a password.',
    'The proxy asks for a user name and a password.',
    'proxyUserName',
  ],
  'proxy-scheme': [
    'The proxy lync.contoso.com asks who you are in a way that Switchhook does not know.',
    'The proxy asks who you are in a way that Switchhook does not know.',
    undefined,
  ],
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
  'server-error': [
    'The server lync.contoso.com could not sign you in.',
    'The server could not sign you in.',
    undefined,
  ],
  'not-ucwa': ['lync.contoso.com does not speak UCWA.', 'The server of contoso.com does not speak UCWA.', 'server'],
  'no-password-grant': [
    'This server does not take a password from apps.',
    'This server does not take a password from apps.',
    'password',
  ],
  'no-way': [
    'This server offers no way to sign in that Switchhook knows.',
    'This server offers no way to sign in that Switchhook knows.',
    undefined,
  ],
  'not-allowed': [
    'Your account cannot take calls in this app.',
    'Your account cannot take calls in this app.',
    undefined,
  ],
  'page-needed': ['Sign in again to get calls.', 'Sign in again to get calls.', undefined],
  'page-closed': ['The sign-in page was closed.', 'The sign-in page was closed.', undefined],
  'page-failed': [
    'Your organization’s page did not sign you in.',
    'Your organization’s page did not sign you in.',
    undefined,
  ],
  integrated: [
    'The server did not take the user of this computer.',
    'The server did not take the user of this computer.',
    'password',
  ],
  insecure: [
    'lync.contoso.com is only reached without encryption.',
    'The server of contoso.com is only reached without encryption.',
    'server',
  ],
  replaced: ['Another program took over this sign-in.', 'Another program took over this sign-in.', undefined],
  'too-many': ['You are signed in on too many computers.', 'You are signed in on too many computers.', undefined],
  inactive: [
    'The server ended this sign-in because nothing was heard from this computer for too long.',
    'The server ended this sign-in because nothing was heard from this computer for too long.',
    undefined,
  ],
  'app-not-allowed': [
    'Your organization’s server does not allow this app.',
    'Your organization’s server does not allow this app.',
    undefined,
  ],
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

describe('what a server offers is said as what to do', () => {
  for (const [kind, ways, help] of [
    ['no-password-grant', ['integrated'], 'Leave the password empty to sign in as the user of this computer.'],
    ['no-password-grant', ['page'], 'Leave the password empty to sign in on your organization’s page.'],
    [
      'no-password-grant',
      ['integrated', 'page'],
      'Leave the password empty to sign in as the user of this computer or on your organization’s page.',
    ],
    ['integrated', ['integrated', 'password'], 'Type your password.'],
    ['integrated', ['integrated'], 'Type your password, or sign in to this computer with your work account.'],
    [
      'password-needed',
      ['password', 'page'],
      'Type your password, or leave the password empty to sign in on your organization’s page.',
    ],
    ['password-needed', [], 'Type your password.'],
  ] as const) {
    test(`${kind} where it offers ${ways.join(', ') || 'nothing'}`, () => {
      assert.equal(projectProblem({ kind, host, code: '', ways }, session).help, help);
    });
  }
});
