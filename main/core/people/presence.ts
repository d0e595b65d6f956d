import type { PresenceDot, PresenceView, Words } from '../../../preload/contract/index.ts';
import { cleanText } from '../text.ts';
import type { ContactPresence } from '../ucwa/decode/contact-presence.ts';

/** What somebody's presence is, as far as the server tells it; the reference's words, as they came. */
export type Presence = ContactPresence;

/** What a presence is in words: of its activity where that says more, else of its availability. */
const activities = {
  'in-a-meeting': 'people.presence.in-meeting',
  'urgent-interruptions-only': 'people.presence.urgent-only',
  'on-the-phone': 'people.presence.in-call',
  'in-a-conference': 'people.presence.in-conference',
  'off-work': 'people.presence.off-work',
  presenting: 'people.presence.presenting',
} as const;

const availabilities = {
  online: ['available', 'people.presence.available'],
  idleonline: ['available', 'people.presence.idle'],
  busy: ['busy', 'people.presence.busy'],
  idlebusy: ['busy', 'people.presence.busy'],
  donotdisturb: ['do-not-disturb', 'people.presence.do-not-disturb'],
  berightback: ['away', 'people.presence.be-right-back'],
  away: ['away', 'people.presence.away'],
  offline: ['offline', 'people.presence.offline'],
} as const;

const minuteMs = 60_000;
const notYet: PresenceView = { dot: 'unknown', text: '' };

/** `known`: undefined until something was heard, null where nothing is told of them. `wall`: now, in ms since 1970. */
export function projectPresence(known: Presence | null | undefined, wall: number, words: Words): PresenceView {
  if (known === undefined) return notYet;
  const availability = lookUp(availabilities, known?.availability ?? '');
  if (known === null || availability === null) return { dot: 'unknown', text: words.say('people.presence.not-shared') };
  const [dot, id] = availability;
  const activity = lookUp(activities, known.activity ?? '');
  const inCall = activity === 'people.presence.in-call' || activity === 'people.presence.in-conference';
  const text = activity === null ? withTime(dot, words.say(id), known, wall, words) : words.say(activity);
  return { dot, text, ...(inCall && { inCall: true as const }) };
}

/** The app of a telephone says so, and how long somebody has been away. */
function withTime(
  dot: PresenceDot,
  said: string,
  { activity, deviceType, lastActive }: Presence,
  wall: number,
  words: Words,
): string {
  if (dot === 'available' && deviceType?.toLowerCase() === 'mobile')
    return words.say('people.presence.mobile', { presence: said });
  if (dot !== 'away' && dot !== 'offline') return cleanText(activity) ?? said;
  const minutes = lastActive === null ? 0 : Math.floor((wall - lastActive) / minuteMs);
  return minutes < 1 ? said : words.say('people.presence.since', { presence: said, ...timeSince(minutes) });
}

/** In the largest unit of which there is one; `other` are days. */
function timeSince(minutes: number): { readonly unit: 'minutes' | 'hours' | 'other'; readonly count: number } {
  if (minutes < 60) return { unit: 'minutes', count: minutes };
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? { unit: 'hours', count: hours } : { unit: 'other', count: Math.floor(hours / 24) };
}

function lookUp<Table extends object>(table: Table, name: string): Table[keyof Table] | null {
  const key = name.toLowerCase();
  return Object.hasOwn(table, key) ? table[key as keyof Table] : null;
}
