import { dateOf, type Resource, textOf } from '../resource.ts';

/** A meeting of the user's own that can be joined (UCWA reference: myOnlineMeeting, myAssignedOnlineMeeting). */
export interface MyOnlineMeeting {
  readonly id: string;
  readonly subject: string | null;
  /** `sip:` URI by which it is joined. */
  readonly uri: string;
  /** In ms since 1970; null where the server does not say. */
  readonly expires: number | null;
}

const [longestId, longestSubject, longestUri] = [256, 250, 512];

/** Null for one that nobody could join. */
export function decodeMyOnlineMeeting(resource: Resource): MyOnlineMeeting | null {
  const [uri, id] = [textOf(resource, 'onlineMeetingUri'), textOf(resource, 'onlineMeetingId')];
  if (uri === null || uri.length > longestUri || !/^sips?:\S+$/i.test(uri)) return null;
  const subject = textOf(resource, 'subject')?.slice(0, longestSubject) ?? null;
  return { id: (id ?? uri).slice(0, longestId), subject, uri, expires: dateOf(resource, 'expirationTime') };
}

/** What `myOnlineMeetings` embeds: those that the user planned, and the one that is theirs for good. */
export function decodeMyOnlineMeetings(list: Resource): readonly MyOnlineMeeting[] {
  const all = ['myAssignedOnlineMeeting', 'myOnlineMeeting'].flatMap((rel) => list.embedded.get(rel) ?? []);
  return all.flatMap((one) => decodeMyOnlineMeeting(one) ?? []);
}
