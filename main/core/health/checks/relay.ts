import type { CheckView } from '../../../../preload/contract/index.ts';
import { type Facts, finding } from './check.ts';

/** Whether calls are heard from outside the office. */
export function checkRelay({ model, words }: Facts): CheckView {
  const { say } = words;
  const { ok, warning, unknown } = finding('relay', words);
  const { session, relay } = model;
  if (session.state !== 'online' || relay.access === 'unknown') return unknown(say('check.waits-for-server'));
  if (relay.access === 'not-offered') return ok(say('check.relay.not-offered'));
  if (relay.access === 'unavailable')
    return warning(say('check.relay.unavailable'), say('check.relay.unavailable-fix'));
  if (relay.last === null) return ok(say('check.relay.offered'));
  if (relay.last === 'reached') return ok(say('check.relay.reached'));
  return warning(say(`check.relay.${relay.last}`), say(`check.relay.${relay.last}-fix`));
}
