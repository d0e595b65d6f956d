import type { CheckView, Sentence } from '../../../../preload/contract/index.ts';
import { type Facts, finding, tryNow } from './check.ts';

/**
 * The channel proves that it is alive at least once a minute, so silence for longer than this is a sign, and silence for longer
 * than a request is ever held is an outage; in milliseconds.
 */
export const quietMs = 120_000;
export const deafMs = 240_000;

/** Whether the server can tell of a call: how old its last word is. */
export function checkServer({ model, words, now, wall }: Facts): CheckView {
  const { say } = words;
  const { ok, warning, failed } = finding('server', words);
  const { state, reach } = model.session;
  const { aliveAt } = reach;
  const age = aliveAt === null ? null : Math.max(0, now - aliveAt);
  const withAge = (sentence: string): Sentence =>
    age === null
      ? [sentence]
      : words.sentence('check.server.last-word', { state: sentence, ago: { ago: wholeSecond(wall - age) } });
  switch (state) {
    case 'signed-out':
      return failed(say('check.server.signed-out'), say('check.sign-in-for-calls'));
    case 'discovering':
    case 'authenticating':
    case 'registering':
      return failed(say('check.server.connecting'), say('check.server.connecting-fix'));
    case 'page-open':
    case 'trust-asked':
      return failed(say('check.server.waits-for-you'), say('check.server.waits-for-you-fix'));
    case 'reconnecting':
      return failed(withAge(say('check.server.not-connected')), say('check.keeps-trying'), tryNow(words));
    case 'online':
      if (aliveAt === null) return ok(say('check.server.unheard'));
      if (now >= aliveAt + deafMs)
        return failed(withAge(say('check.server.silent')), say('check.keeps-trying'), tryNow(words));
      if (now >= aliveAt + quietMs)
        return warning(withAge(say('check.server.quiet')), say('check.keeps-trying'), tryNow(words));
      return ok(withAge(say('check.server.open')));
  }
}

/** Whether the server rings this computer (`makeMeAvailable`). */
export function checkRegistration({ model, words }: Facts): CheckView {
  const { say } = words;
  const { ok, failed, unknown } = finding('registration', words);
  const { session, health } = model;
  if (session.state !== 'online') return unknown(say('check.waits-for-server'));
  if (session.reach.available === 'no') {
    return session.reach.callsRefused === true
      ? failed(say('check.registration.refused'), say('check.registration.refused-fix'))
      : failed(say('check.registration.no'), say('check.registration.no-fix'), tryNow(words));
  }
  const how = session.reach.available === 'yes' ? 'full' : 'partly';
  if (health.registeredAt === null) return ok(say(`check.registration.${how}`));
  return ok(words.sentence(`check.registration.${how}-since`, { time: { time: health.registeredAt } }));
}

/** How long the sign-in holds. */
export function checkSignIn({ model, words, now, wall }: Facts): CheckView {
  const { say } = words;
  const { ok, warning, failed, unknown } = finding('sign-in', words);
  const { state, user, reach } = model.session;
  if (state === 'signed-out') return failed(say('check.sign-in.none'), say('check.sign-in-for-calls'));
  const { tokenExpiresAt } = reach;
  if (tokenExpiresAt === null) {
    return user === null ? unknown(say('check.waits-for-server')) : ok(say('check.sign-in.there'));
  }
  const time = { time: wholeSecond(wall + tokenExpiresAt - now) };
  if (now >= tokenExpiresAt) {
    return failed(words.sentence('check.sign-in.over', { time }), say('check.sign-in.over-fix'), tryNow(words));
  }
  if (reach.renewalRefused === true) {
    return warning(words.sentence('check.sign-in.not-renewed', { time }), say('check.sign-in.not-renewed-fix'));
  }
  if (reach.renewalFailing) {
    const fix = say('check.sign-in.renewal-failed-fix');
    return warning(words.sentence('check.sign-in.renewal-failed', { time }), fix, tryNow(words));
  }
  return ok(words.sentence('check.sign-in.renews', { time }));
}

/** The clock of a snapshot is not steadier than this, and a snapshot that says the same is not sent again. */
function wholeSecond(at: number): number {
  return Math.round(at / 1000) * 1000;
}
