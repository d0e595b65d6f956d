import { linkOf, type Resource, textOf } from '../resource.ts';

/** The meeting that a conversation is (UCWA reference: onlineMeeting). */
export interface OnlineMeeting {
  readonly subject: string | null;
  readonly description: string | null;
  /** `sip:` URI by which it is joined. */
  readonly onlineMeetingUri: string | null;
  /** An https address for people. */
  readonly joinUrl: string | null;
  /** What telephones enter. */
  readonly conferenceId: string | null;
  readonly organizerName: string | null;
  readonly organizerUri: string | null;
  /** An open list: None, SameEnterprise, Locked, Invited, Everyone. */
  readonly accessLevel: string | null;
  /** What the administrator wants to be read by whoever joins. */
  readonly disclaimerTitle: string | null;
  readonly disclaimerBody: string | null;
  /** How it is reached by telephone; as the server wrote it. */
  readonly phoneDialInInformation: string | null;
}

export function decodeOnlineMeeting(resource: Resource): OnlineMeeting {
  const text = (name: string): string | null => textOf(resource, name);
  return {
    subject: text('subject'),
    description: text('description'),
    onlineMeetingUri: text('onlineMeetingUri'),
    joinUrl: text('joinUrl'),
    conferenceId: text('conferenceId'),
    organizerName: text('organizerName'),
    organizerUri: text('organizerUri'),
    accessLevel: text('accessLevel'),
    disclaimerTitle: text('disclaimerTitle'),
    disclaimerBody: text('disclaimerBody'),
    phoneDialInInformation: linkOf(resource, 'phoneDialInInformation'),
  };
}
