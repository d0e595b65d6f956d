import { readResource } from '../session/requests/read-resource.ts';
import type { Perform } from '../session/requests/transport.ts';
import { get } from '../ucwa/request/operation.ts';
import { textOf } from '../ucwa/resource.ts';
import type { CallEvent } from './event.ts';

export interface WhoAnsweredDeps {
  readonly perform: Perform;
  readonly apply: (event: CallEvent & { readonly type: 'answered-by' }) => void;
}

/** Asks for the name of the contact who answered in the user's place (UCWA reference: acceptedByContact, an absolute href). */
export async function findWhoAnswered(
  { perform, apply }: WhoAnsweredDeps,
  { callId, contact }: { readonly callId: string; readonly contact: string },
): Promise<void> {
  const resource = await readResource(perform, get(contact));
  const name = resource === null ? null : textOf(resource, 'name');
  if (name !== null) apply({ type: 'answered-by', callId, name });
}
