import type { Farewells } from '../calls/farewells.ts';
import { readResource } from '../session/requests/read-resource.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { Resolve } from '../session/session.ts';
import { decline } from '../ucwa/request/decline.ts';
import { get, type Operation } from '../ucwa/request/operation.ts';
import { postNothing } from '../ucwa/request/phone-audio.ts';
import { linkOf } from '../ucwa/resource.ts';
import type { PhoneCallEvent } from './event.ts';
import type { PhoneCall } from './state.ts';

export interface TellEndDeps {
  readonly perform: Perform;
  readonly resolve: Resolve;
  readonly tell: Farewells['say'];
  readonly apply: (event: PhoneCallEvent) => void;
}

/** Tells the server that the call is over here, again and again until it has it. */
export async function tellEnd({ perform, resolve, tell, apply }: TellEndDeps, call: PhoneCall): Promise<void> {
  /** No event may have told of it yet. */
  const find = async (): Promise<Operation | null> => {
    const { invitation, operationId, links } = call;
    if (invitation === null || operationId === null || links.cancel !== null) return null;
    const resource = await readResource(perform, get(invitation));
    const href = resource === null ? null : resolve(linkOf(resource, 'cancel'));
    return href === null ? null : postNothing(href);
  };
  await tell({ key: call.id, what: 'phone call', first: () => wayOf(call) ?? find(), conversation: toLeave(call) });
  apply({ type: 'stopped', callId: call.id });
}

/** What rings at the user's is declined everywhere, what was asked for here is cancelled, and what is talked on is stopped. */
function wayOf({ origin, state, links }: PhoneCall): Operation | null {
  if (origin === 'rung' && state === 'ringing') return links.decline === null ? null : decline(links.decline, 'Global');
  const href = state === 'connected' || state === 'ending' ? links.stop : (links.cancel ?? links.stop);
  if (href !== null) return postNothing(href);
  return origin === 'answered' && links.decline !== null ? decline(links.decline, 'Global') : null;
}

/** The conversation's DELETE takes down whatever is in it: not where the voice of this computer is to go on there, or what it was added to. */
function toLeave({ conversation, origin, state, addedBy }: PhoneCall): string | null {
  const isShared = addedBy !== null || (origin === 'moved' && state !== 'connected' && state !== 'ending');
  return isShared ? null : conversation;
}
