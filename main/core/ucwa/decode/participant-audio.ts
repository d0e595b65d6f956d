import { flagOf, linkOf, type Resource } from '../resource.ts';

/** Somebody's voice in a meeting (UCWA reference: participantAudio). Hrefs are as the server wrote them. */
export interface ParticipantAudio {
  /** Whose it is. */
  readonly participant: string | null;
  /** The meeting lets nobody hear them. */
  readonly muted: boolean;
  /** There while the user may mute them; of the user's own too. */
  readonly muteAudio: string | null;
  readonly unmuteAudio: string | null;
}

export function decodeParticipantAudio(resource: Resource): ParticipantAudio {
  return {
    participant: linkOf(resource, 'participant'),
    muted: flagOf(resource, 'audioMuted'),
    muteAudio: linkOf(resource, 'muteAudio'),
    unmuteAudio: linkOf(resource, 'unmuteAudio'),
  };
}
