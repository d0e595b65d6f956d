import { failed, ok, type Result } from '../../result.ts';
import { decodeMe, type Me } from '../../ucwa/decode/application.ts';
import { type AvailabilityAsked, makeMeAvailable } from '../../ucwa/request/me.ts';
import { get } from '../../ucwa/request/operation.ts';
import { decodeResource } from '../../ucwa/resource.ts';
import type { UcwaFailure } from '../failure.ts';
import { isOwnWord } from '../own-word.ts';
import type { Transport } from '../requests/transport.ts';
import type { Reach } from '../state.ts';

/** Whether the server rings this endpoint, and what it wants to hear to go on. */
export interface Availability {
  readonly available: Reach['available'];
  /** The server takes no calls for this account. */
  readonly callsRefused: boolean;
  /** The server cannot say it yet: it is to be asked again. */
  readonly undecided?: true;
  readonly reportMyActivity: string | null;
}

/** What is asked for, the best first; each is asked where the one before was refused. */
const asked: readonly { readonly what: AvailabilityAsked; readonly available: Reach['available'] }[] = [
  { what: 'voice-and-messages', available: 'yes' },
  // That messages are refused is nothing to calls.
  { what: 'voice', available: 'yes' },
  { what: 'voice-only', available: 'partly' },
  { what: 'presence', available: 'no' },
];

/**
 * Makes the user available for calls, with as much as the server takes: an account that may not take calls is signed in without them,
 * so that the user can be told. `most`: what is asked for first.
 */
export async function becomeAvailable(
  transport: Transport,
  me: Me,
  base: string,
  most: AvailabilityAsked,
): Promise<Result<Availability, UcwaFailure>> {
  if (me.makeMeAvailable === null) {
    return ok({ available: 'yes', callsRefused: false, reportMyActivity: me.reportMyActivity });
  }
  let inOwnWords = true;
  for (const { what, available } of asked.slice(asked.findIndex(({ what }) => what === most))) {
    const answer = await transport.send(makeMeAvailable(me.makeMeAvailable, what), base);
    if (answer.ok || isThere(answer.failure)) {
      const after = await readMe(transport, me, base);
      if (!after.ok) return after;
      return ok({ available, callsRefused: available === 'no', reportMyActivity: after.value.reportMyActivity });
    }
    if (isConflict(answer.failure) || answer.failure.kind === 'malformed') return asMeSays(transport, me, base);
    const refusal = refusalIn(answer.failure);
    if (refusal === null) return answer;
    inOwnWords &&= isOwnWord(refusal);
  }
  // What refused without a reason of UCWA's may be a proxy: an account that takes calls must not be left without them.
  return inOwnWords
    ? ok({ available: 'no', callsRefused: true, reportMyActivity: null })
    : ok({ available: 'no', callsRefused: false, undecided: true, reportMyActivity: null });
}

/** Asks to be rung again where the server may have taken the availability back, as it may along with `resume`. */
export async function renewAvailability(
  transport: Transport,
  me: Me,
  base: string,
  most: AvailabilityAsked,
): Promise<Result<Availability, UcwaFailure>> {
  const present = await readMe(transport, me, base);
  return present.ok ? becomeAvailable(transport, present.value, base, most) : present;
}

async function readMe(transport: Transport, me: Me, base: string): Promise<Result<Me, UcwaFailure>> {
  if (me.self === null) return ok(me);
  const response = await transport.send(get(me.self), base);
  if (!response.ok) return response;
  const resource = decodeResource(response.value.body);
  return resource === null
    ? failed({ kind: 'malformed', host: '', status: response.value.status })
    : ok(decodeMe(resource));
}

/**
 * Something else is under way there, the state does not allow it now, or it succeeded in words that nobody knows. Where `me` does not offer it any
 * more, it is done.
 */
async function asMeSays(transport: Transport, me: Me, base: string): Promise<Result<Availability, UcwaFailure>> {
  const after = await readMe(transport, me, base);
  if (!after.ok) return after;
  const { makeMeAvailable: offered, reportMyActivity } = after.value;
  return offered === null
    ? ok({ available: 'yes', callsRefused: false, reportMyActivity })
    : ok({ available: 'no', callsRefused: false, undecided: true, reportMyActivity });
}

/** 409 AlreadyExists: it was made available before, by this app or by one that shares the application. */
function isThere(failure: UcwaFailure): boolean {
  return isConflict(failure) && failure.reason?.subcode === 'AlreadyExists';
}

/** 409 (UCWA reference: makeMeAvailable): only its subcode says whether it is as good as done. */
function isConflict(failure: UcwaFailure): failure is UcwaFailure & { readonly kind: 'refused' } {
  return failure.kind === 'refused' && failure.status === 409;
}

function refusalIn(failure: UcwaFailure): UcwaFailure | null {
  return failure.kind === 'refused' && (failure.status === 403 || failure.status === 400) ? failure : null;
}
