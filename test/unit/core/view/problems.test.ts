import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { emptyModel } from '../../../../main/core/model.ts';
import type { CertificateFault } from '../../../../main/core/ports.ts';
import type { SignInFailureKind } from '../../../../main/core/session/sign-in-failure.ts';
import { projectProblem } from '../../../../main/core/view/problems.ts';
import { englishWords } from '../fakes/words.ts';

const host = 'lync.contoso.com';
const session = {
  ...emptyModel.session,
  account: { ...emptyModel.session.account, address: 'dana@contoso.com' },
  failedAt: 1_700_000_000_000,
};
const problem = (kind: SignInFailureKind, more: { host?: string; code?: string } = {}) =>
  projectProblem({ kind, host, code: '400 invalid_grant', ...more }, session, englishWords);

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
  'no-server': ['No server has the name lync.contoso.com.', 'No server found for contoso.com.', 'address'],
  'server-address': ['That is no server address.', 'That is no server address.', 'server'],
  offline: ['This computer is offline.', 'This computer is offline.', undefined],
  'name-server': ['No name server answers for lync.contoso.com.', 'No name server answers for contoso.com.', undefined],
  filtered: [
    'This network gives no usable address for lync.contoso.com.',
    'This network gives no usable address for contoso.com.',
    undefined,
  ],
  blocked: [
    'This computer lets no connection out to lync.contoso.com.',
    'This computer lets no connection out to contoso.com.',
    undefined,
  ],
  unreachable: [
    'There is no way to lync.contoso.com from this network.',
    'There is no way to the server of contoso.com from this network.',
    undefined,
  ],
  refused: ['The server lync.contoso.com does not answer.', 'The server of contoso.com does not answer.', undefined],
  cut: ['The connection to lync.contoso.com broke.', 'The connection to the server of contoso.com broke.', undefined],
  'tls-cut': [
    'The connection to lync.contoso.com broke before it was secure.',
    'The connection to the server of contoso.com broke before it was secure.',
    undefined,
  ],
  'tls-version': [
    'The server lync.contoso.com only knows an encryption that is too old.',
    'The server of contoso.com only knows an encryption that is too old.',
    undefined,
  ],
  tls: [
    'No secure connection to lync.contoso.com comes up.',
    'No secure connection to the server of contoso.com comes up.',
    undefined,
  ],
  'not-tls': [
    'The server lync.contoso.com answers without encryption.',
    'The server of contoso.com answers without encryption.',
    'server',
  ],
  'client-certificate': [
    'The server lync.contoso.com asks for a certificate of this computer.',
    'The server of contoso.com asks for a certificate of this computer.',
    undefined,
  ],
  'unproven-domain': [
    'An answer without encryption points to another domain, lync.contoso.com.',
    'An answer without encryption points to another domain.',
    'server',
  ],
  'no-me': ['The server lync.contoso.com does not say who you are.', 'The server does not say who you are.', undefined],
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
  'proxy-unknown': [
    'It is not known which proxy leads to the server.',
    'It is not known which proxy leads to the server.',
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
  'no-events': [
    'The server does not tell this app of calls.',
    'The server does not tell this app of calls.',
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
    'Your password was not sent. If you are in a guest network, sign in to it first. Otherwise ask your administrator about lync.contoso.com.',
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
      assert.equal(projectProblem({ kind, host, code: '', ways }, session, englishWords).help, help);
    });
  }
});

describe('what is wrong with a certificate is told, with what to do', () => {
  const at = session.failedAt;
  const told = (certificate: CertificateFault) => {
    const { title, help } = projectProblem({ kind: 'certificate', host, code: '', certificate }, session, englishWords);
    return `${title} ${help}`;
  };
  for (const [name, certificate, expected] of [
    [
      'over',
      { fault: 'expired', until: at - 86_400_000 },
      /^The server’s certificate is not trusted\. Your password was not sent\. It ran out on 13 November 2023\. This computer’s clock says 14 November 2023: if that is wrong, set it\. Otherwise ask your administrator to renew the certificate of lync\.contoso\.com\./,
    ],
    ['over, nobody knows when', { fault: 'expired' }, /ran out\. This computer’s clock says 14 November 2023/],
    [
      'not valid yet',
      { fault: 'not-yet-valid', from: Date.UTC(2040, 0, 1) },
      /not valid before 1 January 2040\. This computer’s clock says 14 November 2023: if that is wrong, set it\./,
    ],
    ['not valid before the end of dates', { fault: 'not-yet-valid', from: 1e300 }, /before 13 September 275760\./],
    ['of its own', { fault: 'self-signed' }, /vouches for itself\. If you are in a guest network/],
    [
      'of another host',
      { fault: 'host' },
      /for another server\. If you are in a guest network.*check the server address/,
    ],
    [
      'of a stranger',
      { fault: 'authority' },
      /authority is unknown on this computer\. If you are in a guest network.*install/,
    ],
    ['revoked', { fault: 'revoked' }, /was revoked\. .*ask your administrator about lync\.contoso\.com\./],
    ['weak', { fault: 'weak' }, /too weak\. .*renew/],
    ['wrong otherwise', { fault: 'other' }, /^The server’s certificate is not trusted\. Your password was not sent\./],
  ] as const) {
    test(name, () => assert.match(told(certificate), expected));
  }
});
