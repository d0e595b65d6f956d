import type { Clock } from '../ports.ts';
import { readResource } from '../session/requests/read-resource.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { Resolve } from '../session/session.ts';
import { get } from '../ucwa/request/operation.ts';
import type { CallEffect } from './effect.ts';
import type { CallEvent } from './event.ts';
import { sessionLinksOf } from './session-links.ts';
import { type Call, isUp } from './state.ts';

export interface FindSessionDeps {
  readonly clock: Clock;
  readonly perform: Perform;
  readonly resolve: Resolve;
  readonly callOf: (callId: string) => Call | undefined;
  readonly apply: (event: CallEvent) => void;
}

/** By then the session has told of itself, if it does. In milliseconds. */
const patienceMs = 2_000;

/** Asks the server for a session that did not tell of itself. */
export function findSession(
  { clock, perform, resolve, callOf, apply }: FindSessionDeps,
  { callId, href }: CallEffect & { readonly type: 'find-session' },
): void {
  clock.after(patienceMs, async () => {
    const call = callOf(callId);
    if (call === undefined || call.session !== null || !isUp(call)) return;
    const resource = await readResource(perform, get(href));
    if (resource === null) return;
    apply({
      type: 'session',
      session: href,
      of: [call.audioVideo, call.conversation],
      links: sessionLinksOf(resource, resolve),
    });
  });
}
