import { linksOf, type Resource, textOf } from '../resource.ts';

/** What the user can begin now, and where they are (UCWA reference: communication). Hrefs are as the server wrote them. */
export interface Communication {
  /** Found by the location service, or set by the user; an open format. */
  readonly lisLocation: string | null;
  readonly lisQuerySucceeded: boolean;
  readonly links: Readonly<Record<(typeof rels)[number], string | null>>;
}

const rels = [
  ...(['startAudio', 'startAudioVideo', 'startPhoneAudio', 'startEmergencyCall'] as const),
  ...(['startAudioOnBehalfOfDelegator', 'startAudioVideoOnBehalfOfDelegator'] as const),
  ...(['startPhoneAudioOnBehalfOfDelegator'] as const),
  ...(['joinOnlineMeeting', 'startOnlineMeeting'] as const),
] as const;

export function decodeCommunication(resource: Resource): Communication {
  return {
    lisLocation: textOf(resource, 'lisLocation'),
    lisQuerySucceeded: textOf(resource, 'lisQueryResult') === 'Succeeded',
    links: linksOf(resource, rels),
  };
}
