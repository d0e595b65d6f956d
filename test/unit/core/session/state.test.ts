import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  isSigningIn,
  reduceSession,
  type SessionEvent,
  type SessionModel,
  type SessionStateName,
  signedOut,
} from '../../../../main/core/session/state.ts';

const user = { name: 'Dana Whitfield', address: 'dana@contoso.com' };
const account = { address: 'dana@contoso.com', userName: '', keep: true, server: '' };
const failure = { kind: 'certificate', host: 'pool.contoso.com', code: '' } as const;
const question = { host: 'lync.fabrikam.com', domain: 'fabrikam.com' };

const states: readonly SessionStateName[] = [
  'signed-out',
  'discovering',
  'authenticating',
  'page-open',
  'registering',
  'trust-asked',
  'online',
  'reconnecting',
];

/** A model as it is in that state. */
function modelIn(state: SessionStateName): SessionModel {
  return {
    ...signedOut,
    state,
    account,
    user: state === 'online' || state === 'reconnecting' ? user : null,
    trust: state === 'trust-asked' ? question : null,
    failure: state === 'signed-out' ? failure : null,
    reach: { aliveAt: 1, available: 'yes', tokenExpiresAt: 2, renewalFailing: true },
  };
}

/** What each event makes of each state; `same`: nothing at all. */
const table: Readonly<
  Record<
    string,
    { readonly event: SessionEvent; readonly to: Readonly<Record<SessionStateName, SessionStateName | 'same'>> }
  >
> = {
  'sign-in-started': { event: { type: 'sign-in-started', account }, to: everywhere('discovering') },
  'stage discovering': stage('discovering'),
  'stage authenticating': stage('authenticating'),
  'stage page-open': stage('page-open'),
  'stage registering': stage('registering'),
  'trust-asked': {
    event: { type: 'trust-asked', question },
    to: { ...everywhere('trust-asked'), 'signed-out': 'same' },
  },
  'sign-in-failed': { event: { type: 'sign-in-failed', failure, at: 5 }, to: everywhere('signed-out') },
  online: { event: { type: 'online', user }, to: { ...everywhere('online'), 'signed-out': 'same' } },
  reconnecting: { event: { type: 'reconnecting' }, to: { ...everywhere('reconnecting'), 'signed-out': 'same' } },
  'signed-out': { event: { type: 'signed-out' }, to: everywhere('signed-out') },
};

function everywhere(to: SessionStateName): Record<SessionStateName, SessionStateName | 'same'> {
  return Object.fromEntries(states.map((state) => [state, to])) as Record<SessionStateName, SessionStateName>;
}

function stage(to: 'discovering' | 'authenticating' | 'page-open' | 'registering') {
  return {
    event: { type: 'sign-in-stage', stage: to } as const,
    to: { ...everywhere(to), 'signed-out': 'same', online: 'same', reconnecting: 'same' } as const,
  };
}

for (const [name, { event, to }] of Object.entries(table)) {
  describe(name, () => {
    for (const state of states) {
      test(`${state}: ${to[state]}`, () => {
        const before = modelIn(state);
        const after = reduceSession(before, event);
        if (to[state] === 'same') {
          assert.deepEqual(after, before);
          return;
        }
        assert.equal(after.state, to[state]);
        assert.equal(after.trust !== null, after.state === 'trust-asked', 'a question is there while it is asked');
        assert.deepEqual(after.account, account);
        if (after.state === 'signed-out') {
          assert.deepEqual([after.user, after.reach], [null, signedOut.reach], 'nothing is left of the session');
        }
        if (after.state === 'online') assert.deepEqual([after.user, after.failure], [user, null]);
      });
    }
  });
}

describe('events that change no state', () => {
  for (const state of states) {
    test(state, () => {
      const before = modelIn(state);
      const reached = reduceSession(before, { type: 'reach', reach: { available: 'no', callsRefused: true } });
      assert.equal(reached.state, state);
      assert.deepEqual(
        reached.reach,
        state === 'signed-out' ? before.reach : { ...before.reach, available: 'no', callsRefused: true },
      );
      const outage = { from: 1, to: 2, cause: 'network' } as const;
      assert.deepEqual(reduceSession(before, { type: 'outage-over', outage }).outages[0], outage);
    });
  }
});

test('why a sign-in failed is kept until the next; why it reconnects until it is online', () => {
  const failedOnce = reduceSession(modelIn('discovering'), { type: 'sign-in-failed', failure, at: 5 });
  assert.deepEqual([failedOnce.failure, failedOnce.failedAt], [failure, 5]);
  assert.equal(reduceSession(failedOnce, { type: 'sign-in-started', account }).failure, null);
  const away = reduceSession(modelIn('discovering'), { type: 'reconnecting', failure, at: 7 });
  assert.deepEqual([away.failure, away.failedAt], [failure, 7]);
  assert.equal(reduceSession(away, { type: 'reconnecting' }).failure, null);
  assert.equal(reduceSession(away, { type: 'online', user }).failure, null);
});

test('a sign-in can be cancelled in each of its stages, and nowhere else', () => {
  assert.deepEqual(
    states.filter((state) => isSigningIn(modelIn(state))),
    ['discovering', 'authenticating', 'page-open', 'registering', 'trust-asked'],
  );
});
