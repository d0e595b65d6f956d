/** A day's changes of what the user tells others and of where their calls go: each request of either is sent, or fails. */
import type { Command } from '../../preload/contract/index.ts';
import type { Rig } from './rig.ts';

/** What is asked for presence, note and location. */
const presence: readonly Command[] = [
  { type: 'set-presence', presence: 'busy' },
  { type: 'set-presence', presence: null },
  { type: 'set-note', text: 'In Gothenburg until Friday' },
  { type: 'set-location', text: 'Gothenburg, 3B' },
];

/** What is asked for call forwarding, so that every way is gone. Calls ring here in the end. */
const forwarding: readonly Command[] = [
  { type: 'forward-unanswered', to: 'voicemail', afterS: 45 },
  { type: 'forward-unanswered', to: 'tel:+46705550114', afterS: 45 },
  { type: 'forward-unanswered', to: 'voicemail', afterS: 30 },
  { type: 'forward-unanswered', to: 'usual', afterS: 30 },
  { type: 'ring-others-too', to: 'team', afterS: 10 },
  { type: 'ring-others-too', to: 'team', afterS: 25 },
  { type: 'ring-others-too', to: 'delegates', afterS: 10 },
  { type: 'ring-others-too', to: 'tel:+46705550114', afterS: 10 },
  { type: 'forward-calls', to: 'delegates' },
  { type: 'forward-calls', to: 'tel:+46705550114' },
  { type: 'forward-calls', to: 'voicemail' },
  { type: 'turn-off-forwarding' },
  { type: 'forward-when', period: 'work-hours' },
  { type: 'ring-here' },
];

/** The endpoints of both, as method and rel. */
export const ownEndpoints = [
  ...(['GET presence', 'GET note', 'GET location'] as const),
  ...(['POST presence', 'POST note', 'POST location'] as const),
  ...(['GET callForwardingSettings', 'PUT callForwardingSettings', 'POST turnOffCallForwarding'] as const),
  ...(['GET immediateForwardSettings', 'GET simultaneousRingSettings', 'GET unansweredCallSettings'] as const),
  ...(['PUT simultaneousRingSettings', 'PUT unansweredCallSettings'] as const),
  ...(['POST immediateForwardToVoicemail', 'POST immediateForwardToDelegates'] as const),
  ...(['POST immediateForwardToContact', 'POST simultaneousRingToContact'] as const),
  ...(['POST simultaneousRingToDelegates', 'POST simultaneousRingToTeam'] as const),
  ...(['POST unansweredCallToContact', 'POST unansweredCallToVoicemail'] as const),
  'POST resetUnansweredCallSettings',
] as const;

/** Before the user signs in: they have call forwarding, whose parts have to be read one by one. */
export function offerForwarding({ server }: Rig): void {
  server.forwarding.rights.offered = true;
  server.forwarding.embeds = false;
}

/** Makes the changes one after the other; `shows` waits until the view shows something, or for as long as that is worth. */
export async function changeOwnAffairs(
  { phone }: Rig,
  shows: (fits: Parameters<Rig['until']>[0]) => Promise<void>,
): Promise<void> {
  await shows(({ ownPresence, routing }) => ownPresence.presence !== null && routing.state === 'known');
  for (const command of presence) {
    phone.command(command);
    await shows(({ ownPresence }) => ownPresence.asked.length === 0);
  }
  for (const command of forwarding) {
    phone.command(command);
    await shows(({ routing }) => !routing.busy);
  }
}
