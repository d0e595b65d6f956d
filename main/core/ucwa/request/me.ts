import { type Operation, postJson } from './operation.ts';

/** Makes this endpoint ring for voice calls: POST, 204 (UCWA reference: makeMeAvailable). 409 AlreadyExists is as good. */
export function makeMeAvailable(href: string): Operation {
  return postJson(href, {
    supportedModalities: ['Audio'],
    supportedMessageFormats: ['Plain'],
    audioPreference: 'VoipAudio',
  });
}

/** Tells the server that the user is there: POST without a body, 204, at least every four minutes (reportMyActivity). */
export function reportMyActivity(href: string): Operation {
  return { method: 'POST', href };
}
