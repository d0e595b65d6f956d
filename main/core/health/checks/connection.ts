import type { CheckView } from '../../../../preload/contract/index.ts';
import { type Facts, finding, tryNow } from './check.ts';

/**
 * The channel proves that it is alive at least once a minute, so silence for longer than this is a sign, and silence for longer
 * than a request is ever held is an outage; in milliseconds.
 */
export const quietMs = 120_000;
export const deafMs = 240_000;

const keepsTrying = 'Check the network of this computer. Switchhook keeps trying.';

/** Whether the server can tell of a call: how old its last word is. */
export function checkServer({ model, now, wall }: Facts): CheckView {
  const { ok, warning, failed } = finding('server', 'Server connection');
  const { state, reach } = model.session;
  const age = reach.aliveAt === null ? null : Math.max(0, now - reach.aliveAt);
  const lastWord = age === null ? [] : [' Last word from the server ', { ago: wholeSecond(wall - age) }];
  switch (state) {
    case 'signed-out':
      return failed(['You are signed out.'], 'Sign in to get calls.');
    case 'discovering':
    case 'authenticating':
    case 'registering':
      return failed(['Connecting to the server.'], 'It takes a few seconds.');
    case 'page-open':
    case 'trust-asked':
      return failed(['Signing in waits for you.'], 'Answer what the sign-in asks.');
    case 'reconnecting':
      return failed(['Not connected.', ...lastWord], keepsTrying, tryNow);
    case 'online':
      if (age === null) return ok(['Open']);
      if (age >= deafMs) return failed(['Silent.', ...lastWord], keepsTrying, tryNow);
      if (age >= quietMs) return warning(['Open, but silent.', ...lastWord], keepsTrying, tryNow);
      return ok(['Open.', ...lastWord]);
  }
}

/** Whether the server rings this computer (`makeMeAvailable`). */
export function checkRegistration({ model }: Facts): CheckView {
  const { ok, failed, unknown } = finding('registration', 'Calls are sent here');
  const { session, health } = model;
  if (session.state !== 'online') return unknown(['Waits for the server connection']);
  const since = health.registeredAt === null ? [] : [' since ', { time: health.registeredAt }];
  switch (session.reach.available) {
    case 'yes':
      return ok(['This computer is registered for calls', ...since]);
    case 'partly':
      return ok(['This computer is registered for calls, by fewer ways than it offers', ...since]);
    case 'no':
      if (session.reach.callsRefused === true) {
        return failed(['The server takes no calls for your account here'], 'Ask your administrator to turn them on.');
      }
      return failed(['The server does not send calls to this computer'], 'Switchhook asks again by itself.', tryNow);
  }
}

/** How long the sign-in holds. */
export function checkSignIn({ model, now, wall }: Facts): CheckView {
  const { ok, warning, failed, unknown } = finding('sign-in', 'Sign-in');
  const { state, user, reach } = model.session;
  if (state === 'signed-out') return failed(['Not signed in'], 'Sign in to get calls.');
  const { tokenExpiresAt } = reach;
  if (tokenExpiresAt === null) return user === null ? unknown(['Waits for the server connection']) : ok(['Signed in']);
  const expires = wholeSecond(wall + tokenExpiresAt - now);
  if (now >= tokenExpiresAt)
    return failed(['Ran out at ', { time: expires }], 'Try now, or sign out and in again.', tryNow);
  if (reach.renewalRefused === true) {
    return warning(
      ['Valid until ', { time: expires }, ', and the server does not renew it'],
      'Sign out and in again before that, or calls stop.',
    );
  }
  if (reach.renewalFailing) {
    return warning(
      ['Valid until ', { time: expires }, ', but its renewal failed'],
      'Switchhook tries again by itself. If it goes on, sign out and in again.',
      tryNow,
    );
  }
  return ok(['Valid until ', { time: expires }, ', renews by itself']);
}

/** The clock of a snapshot is not steadier than this, and a snapshot that says the same is not sent again. */
function wholeSecond(at: number): number {
  return Math.round(at / 1000) * 1000;
}
