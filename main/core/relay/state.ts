import type { RelayOutcome } from '../media-means.ts';

/**
 * Whether calls have a relay, by which they are heard from outside the office.
 *
 *     unknown -> offered <-> unavailable      asked anew before the token ends, or later where no answer came
 *        '-----> not-offered                  the server has no link to one
 *
 * All go back to `unknown` with the sign-in. The token itself is no part of it: user name and password stand in no picture of the model.
 */
export interface RelayModel {
  readonly access: 'unknown' | 'offered' | 'not-offered' | 'unavailable';
  /** What asking it for a call came to last; null before the first. */
  readonly last: RelayOutcome | null;
}

export const unknownRelay: RelayModel = { access: 'unknown', last: null };

export type RelayEvent =
  | { readonly type: 'access'; readonly access: Exclude<RelayModel['access'], 'unknown'> }
  | { readonly type: 'asked'; readonly outcome: RelayOutcome }
  | { readonly type: 'forgotten' };

export function reduceRelay(relay: RelayModel, event: RelayEvent): RelayModel {
  switch (event.type) {
    case 'access':
      // What an old token came to says nothing of the new one.
      return { access: event.access, last: relay.last === 'unauthorized' ? null : relay.last };
    case 'asked':
      return { ...relay, last: event.outcome };
    case 'forgotten':
      return unknownRelay;
  }
}
