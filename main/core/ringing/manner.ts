import type { SettingsView } from '../../../preload/contract/index.ts';
import { type Call, type Calls, isEngaged, isHeard } from '../calls/state.ts';
import { type MeetingsModel, ringsAloud } from '../meetings/state.ts';
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
  readonly health: {
    /** What the desktop tells of itself. */
    readonly desktop: { readonly doNotDisturb: boolean };
    /** How calls rang, and which louder ways they need. */
    readonly rings: readonly { readonly callId: string; readonly raised: readonly string[] }[];
  };
}

/** Where meetings ring too. */
export interface MeetingsKnown {
  readonly meetings: MeetingsModel;
}

/** What the rules look at of a call, or of a meeting to which the user is asked. */
export type Rings = Pick<Call, 'id' | 'party' | 'importance'> & {
  readonly invited: Pick<Call['invited'], 'team' | 'privateLine' | 'people'>;
};

/** All that rings and that the user has not silenced by hand: calls, and meetings to which they are asked. */
export function ringingNow({ calls, meetings }: Pick<RingKnown, 'calls'> & MeetingsKnown): readonly Rings[] {
  const asked = meetings.list.filter(ringsAloud);
  const ofMeetings = asked.map(({ id, from, importance }) => ({
    id,
    party: from,
    importance,
    invited: plainlyInvited,
  }));
  return [...calls.filter((call) => isHeard(call) && !call.silenced), ...ofMeetings];
}

/** Which louder ways a call needs, because something of its ring was not confirmed. */
export function raisedFor({ id }: Pick<Call, 'id'>, { health }: Pick<RingKnown, 'health'>): readonly string[] {
  return health.rings.find(({ callId }) => callId === id)?.raised ?? [];
}

/** How a call rings now, by the rules. */
export function mannerOfCall(call: Rings, known: RingKnown): RingManner {
  const manner = mannerByRules(call, known);
  const raised = raisedFor(call, known);
  return raised.length === 0 ? manner : louder(manner, raised, known.calls.some(isEngaged));
}

/** A way that is not confirmed makes a call louder, whatever the rules say of it. */
function louder(manner: RingManner, raised: readonly string[], inCall: boolean): RingManner {
  const sounds = manner.sound === 'none' && raised.includes('sound');
  return {
    ...manner,
    notification: manner.notification || raised.includes('notification'),
    sound: sounds ? (inCall ? 'beeps' : 'rings') : manner.sound,
    flash: manner.flash || raised.includes('flash'),
  };
}

/** The same before anything showed whether that is noticed. */
export function mannerByRules({ party, importance, invited }: Rings, known: RingKnown): RingManner {
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
export const plainlyInvited: Rings['invited'] = { team: false, privateLine: false, people: {} };

/** A call of nobody in particular. */
const anybody: Rings = { id: '', party: null, importance: 'normal', invited: plainlyInvited };

/** How the next call would ring, whoever calls. */
export function mannerNow(known: RingKnown): RingManner {
  return mannerOfCall(anybody, known);
}
