import type { CheckView } from '../../../../preload/contract/index.ts';
import { wantsNoCalls } from '../../presence/state.ts';
import { forwardedIn, isForwarded } from '../../routing/state.ts';
import { type Facts, finding } from './check.ts';

/** Whether calls come here at all, or are sent elsewhere at once. */
export function checkForwarding({ model, words }: Facts): CheckView {
  const { say } = words;
  const { ok, warning, unknown } = finding('forwarding', words);
  const { session, routing } = model;
  if (session.state !== 'online' || routing.state === 'reading') return unknown(say('check.waits-for-server'));
  if (routing.state === 'none') return ok(say('check.forwarding.not-offered'));
  if (isForwarded(routing)) {
    const turnOff = { label: say('routing.turn-off'), command: { type: 'turn-off-forwarding' } } as const;
    return warning(say('check.forwarding.at-once', forwardedIn(routing)), say('check.forwarding.fix'), turnOff);
  }
  if (routing.state === 'unreadable') return unknown(say('check.forwarding.unreadable'));
  return ok(say('check.forwarding.none'));
}

/** Whether the user themselves wants no calls. */
export function checkDoNotDisturb({ model, words }: Facts): CheckView {
  const { say } = words;
  const { ok, warning, unknown } = finding('do-not-disturb', words);
  if (model.session.state !== 'online') return unknown(say('check.waits-for-server'));
  if (!wantsNoCalls(model.ownPresence)) return ok(say('check.do-not-disturb.off'));
  const available = {
    label: say('check.do-not-disturb.available'),
    command: { type: 'set-presence', presence: 'available' },
  } as const;
  return warning(say('check.do-not-disturb.on'), say('check.do-not-disturb.fix'), available);
}
