import type { OwnPart } from '../../../preload/contract/index.ts';
import type { CompleteEvent } from '../session/channel/complete-event.ts';
import { isRelOf, type RelOf } from '../ucwa/rels.ts';
import type { Resource } from '../ucwa/resource.ts';

/** What the server tells of the user. */
export type OwnNews =
  /** The links of `me` may be others. */
  | { readonly type: 'me-changed' }
  /** `resource`: null where it has to be read. */
  | { readonly type: 'changed'; readonly part: OwnPart; readonly href: string; readonly resource: Resource | null }
  | { readonly type: 'withdrawn'; readonly part: OwnPart };

const meanings: Readonly<Record<RelOf<'presence'>, (event: CompleteEvent) => OwnNews>> = {
  me: () => ({ type: 'me-changed' }),
  presence: (event) => newsOf('presence', event),
  note: (event) => newsOf('note', event),
  location: (event) => newsOf('location', event),
};

/** What an event means to the user's own presence; null: nothing. */
export function ownNewsOf(event: CompleteEvent): OwnNews | null {
  return isRelOf('presence', event.rel) ? meanings[event.rel](event) : null;
}

function newsOf(part: OwnPart, { type, href, resource }: CompleteEvent): OwnNews {
  return type === 'deleted' ? { type: 'withdrawn', part } : { type: 'changed', part, href, resource };
}
