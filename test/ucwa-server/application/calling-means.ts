/** What calls the user may make: links of `communication`, and what policies say of emergency calls and of what is kept. */
import { dana } from '../sign-in/account.ts';

export const startRels = [
  'startAudio',
  'startAudioVideo',
  'startAudioOnBehalfOfDelegator',
  'startAudioVideoOnBehalfOfDelegator',
  'startEmergencyCall',
] as const;

export type StartRel = (typeof startRels)[number];

/** Can be changed while the server runs; `announce` of communication tells the client. */
export interface CallingMeans {
  links: readonly StartRel[];
  /** As policies write them. */
  emergencyNumbers: readonly string[];
  /** Where the user's voice mail is called, as policies write it; null: nowhere. */
  voicemailUri: string | null;
  /** What the location service found; null: nothing. */
  lisLocation: string | null;
  /** `sip:` addresses of those for whom the user may call. */
  delegators: readonly string[];
  /** Policies: whether messages may be kept on the device. */
  saveMessagingHistory: 'Enabled' | 'Disabled';
  /** More calls at a time are refused. */
  mostCalls: number;
}

export function usualCallingMeans(): CallingMeans {
  return {
    ...{ links: ['startAudio'], emergencyNumbers: ['112', '911'], lisLocation: null, delegators: [], mostCalls: 4 },
    voicemailUri: `sip:${dana.address};opaque=app:voicemail`,
    saveMessagingHistory: 'Enabled',
  };
}
