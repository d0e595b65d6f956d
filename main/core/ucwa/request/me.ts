import type { OwnPresence } from '../../../../preload/contract/index.ts';
import type { LocalNetwork } from '../../ports.ts';
import { type Operation, postJson } from './operation.ts';

/** How much of the user is to be made available: voice calls over the network and messages, or less where that is refused. */
export type AvailabilityAsked = 'voice-and-messages' | 'voice' | 'voice-only' | 'presence';

const bodies: Readonly<Record<AvailabilityAsked, object>> = {
  'voice-and-messages': {
    supportedModalities: ['Audio', 'Messaging'],
    supportedMessageFormats: ['Plain', 'Html'],
    audioPreference: 'VoipAudio',
  },
  voice: { supportedModalities: ['Audio'], supportedMessageFormats: ['Plain'], audioPreference: 'VoipAudio' },
  'voice-only': { supportedModalities: ['Audio'] },
  presence: { supportedMessageFormats: ['Plain'] },
};

/** Makes this endpoint ring: POST, 204 (UCWA reference: makeMeAvailable). 409 AlreadyExists is as good. */
export function makeMeAvailable(href: string, asked: AvailabilityAsked = 'voice-and-messages'): Operation {
  return postJson(href, bodies[asked]);
}

/** Tells the server that the user is there: POST without a body, 204, at least every four minutes (reportMyActivity). */
export function reportMyActivity(href: string): Operation {
  return { method: 'POST', href };
}

/**
 * Tells where in the network this computer is: POST, 201, again with each change (UCWA reference: reportMyNetwork). Of what can be told it is the
 * least by which a location is found: names of hardware and of radio networks stay here.
 */
export function reportMyNetwork(href: string, internal: boolean, network: LocalNetwork | null): Operation {
  return postJson(href, {
    clientNetworkType: internal ? 'Internal' : 'External',
    ...(network !== null && { ip: network.ip, ...(network.subnet !== null && { subnetID: network.subnet }) }),
  });
}

/** What a user can be by their own choice, in the server's words (UCWA reference: presence). */
const availabilities = {
  available: 'Online',
  busy: 'Busy',
  'do-not-disturb': 'DoNotDisturb',
  'be-right-back': 'BeRightBack',
  away: 'Away',
  'off-work': 'Offwork',
} as const satisfies Readonly<Record<OwnPresence, string>>;

/** Sets the user's presence; null: as the calendar and what the user does say. POST, 204 (UCWA reference: presence). */
export function setPresence(href: string, presence: OwnPresence | null): Operation {
  return presence === null ? { method: 'POST', href } : postJson(href, { availability: availabilities[presence] });
}

/** Sets the user's personal note; an empty one takes it away. POST, 204 (UCWA reference: note). */
export function setNote(href: string, message: string): Operation {
  return postJson(href, { message });
}

/** Sets where the user is; empty: nowhere. POST, 204 (UCWA reference: location). */
export function setLocation(href: string, location: string): Operation {
  return postJson(href, { location });
}
