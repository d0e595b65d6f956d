import { linksOf, type Resource, textOf } from '../resource.ts';

/**
 * The modality of a conversation that is talked on the user's own telephone (UCWA reference: phoneAudio). Hrefs are as the server wrote
 * them. Nothing says that it is on hold but the link to resume it.
 */
export interface PhoneAudio {
  /** An open list: Connecting, Connected, Disconnecting, Disconnected, Transferring. */
  readonly state: string;
  readonly links: Readonly<Record<(typeof phoneAudioRels)[number], string | null>>;
}

const phoneAudioRels = [
  ...(['self', 'conversation', 'addPhoneAudio'] as const),
  ...(['holdPhoneAudio', 'resumePhoneAudio', 'stopPhoneAudio'] as const),
] as const;

export function decodePhoneAudio(resource: Resource): PhoneAudio {
  return { state: textOf(resource, 'state') ?? '', links: linksOf(resource, phoneAudioRels) };
}
