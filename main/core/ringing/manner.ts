import type { SettingsView } from '../../../preload/contract/index.ts';
import { type Call, type Calls, isEngaged } from '../calls/state.ts';
import { isFavourite } from '../people/contact-list.ts';
import type { PeopleModel } from '../people/state.ts';
import { contactOf } from '../people/watching/callers.ts';
import { isBusy, type OwnPresenceModel, wantsNoCalls } from '../presence/state.ts';
import { howItRings, type RingManner } from './rules.ts';
import type { RingingModel } from './state.ts';

/** What the rules look at, besides the call. */
export interface RingKnown {
  readonly calls: Calls;
  readonly people: PeopleModel;
  readonly ownPresence: OwnPresenceModel;
  readonly settings: SettingsView;
  readonly ringing: RingingModel;
  /** What the desktop tells of itself. */
  readonly health: { readonly desktop: { readonly doNotDisturb: boolean } };
}

/** What the rules look at of a call, or of a meeting to which the user is asked. */
export type Rings = Pick<Call, 'party' | 'importance'> & {
  readonly invited: Pick<Call['invited'], 'team' | 'privateLine'>;
};

/** How a call rings now, by the rules. */
export function mannerOfCall({ party, importance, invited }: Rings, known: RingKnown): RingManner {
  const { calls, people, ownPresence, settings, ringing, health } = known;
  const caller = contactOf(party, people.list);
  const inCall = calls.some(isEngaged);
  return howItRings(
    {
      emergency: importance === 'emergency',
      privateLine: invited.privateLine,
      favourite: caller !== null && isFavourite(people.list, caller.id),
      team: invited.team,
      silenced: ringing.silentUntil !== null,
      doNotDisturb: wantsNoCalls(ownPresence),
      systemDoNotDisturb: health.desktop.doNotDisturb,
      busy: inCall || isBusy(ownPresence),
      inCall,
    },
    settings,
  );
}

/** Of an invitation that says nothing of itself, such as that to a meeting. */
export const plainlyInvited: Rings['invited'] = { team: false, privateLine: false };

/** A call of nobody in particular. */
const anybody: Rings = { party: null, importance: 'normal', invited: plainlyInvited };

/** How the next call would ring, whoever calls. */
export function mannerNow(known: RingKnown): RingManner {
  return mannerOfCall(anybody, known);
}
