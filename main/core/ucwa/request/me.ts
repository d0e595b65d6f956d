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
