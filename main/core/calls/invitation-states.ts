import type { EndReason } from './state.ts';

/** What a state of an invitation means to calls. */
interface StateMeaning {
  /** Somebody talks. */
  readonly answered?: true;
  /** It rings no more. Why not, where its state is all that is known: its end was not heard here, and nobody answered it here. */
  readonly over?: EndReason;
}

/** The states that are known; the list is open (UCWA reference: InvitationState). One that is not here is taken for one that rings. */
const meanings = {
  Connecting: {},
  Alerting: {},
  TeamRing: {},
  // Where it went it may ring on; with the links to answer by it does so here.
  Forwarded: {},
  Connected: { answered: true, over: 'answered-elsewhere' },
  Declined: { over: 'declined-elsewhere' },
  Cancelled: { over: 'cancelled-there' },
  Failed: { over: 'cancelled-there' },
} as const satisfies Readonly<Record<string, StateMeaning>>;

const states: ReadonlyMap<string, StateMeaning> = new Map(Object.entries(meanings));

/** Whether somebody answered an invitation. */
export function isAnswered(state: string | null): boolean {
  return states.get(state ?? '')?.answered === true;
}

/** Whether an invitation rings no more. */
export function isFinal(state: string | null): boolean {
  return endIn(state) !== undefined;
}

/** Why an invitation rings no more that was not answered here; undefined where it may ring on. */
export function endIn(state: string | null): EndReason | undefined {
  return states.get(state ?? '')?.over;
}
