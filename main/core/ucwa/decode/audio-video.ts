import { linkOf, type Resource, textOf } from '../resource.ts';

/** The voice and video modality of a conversation (UCWA reference: audioVideo). Hrefs are as the server wrote them. */
export interface AudioVideo {
  /** An open list: Connecting, Connected, Disconnecting, Disconnected, Transferring. */
  readonly state: string;
  /** The rel that ends the call: stopAudioVideo, else stopAudio. */
  readonly stop: string | null;
  readonly session: string | null;
  /** Whose modality it is. */
  readonly conversation: string | null;
  /** Goes on on the user's own telephone. */
  readonly replaceWithPhoneAudio: string | null;
  /** Voice can be had in a conversation that has none, such as a meeting. */
  readonly addAudio: string | null;
  /** A call of two goes on as a conference, by voice, or with pictures too. */
  readonly escalateAudio: string | null;
  readonly escalateAudioVideo: string | null;
}

export function decodeAudioVideo(resource: Resource): AudioVideo {
  return {
    state: textOf(resource, 'state') ?? '',
    stop: linkOf(resource, 'stopAudioVideo') ?? linkOf(resource, 'stopAudio'),
    session: linkOf(resource, 'audioVideoSession'),
    conversation: linkOf(resource, 'conversation'),
    replaceWithPhoneAudio: linkOf(resource, 'replaceWithPhoneAudio'),
    addAudio: linkOf(resource, 'addAudio'),
    escalateAudio: linkOf(resource, 'escalateAudio'),
    escalateAudioVideo: linkOf(resource, 'escalateAudioVideo'),
  };
}
