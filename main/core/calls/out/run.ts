import { longestSubject } from '../../../../preload/contract/index.ts';
import type { Clock, Log } from '../../ports.ts';
import type { Result } from '../../result.ts';
import { failureCode, refusalOf, type UcwaFailure } from '../../session/failure.ts';
import { readResource } from '../../session/requests/read-resource.ts';
import type { Perform } from '../../session/requests/transport.ts';
import { decodeParticipant } from '../../ucwa/decode/participant.ts';
import { get, type Operation } from '../../ucwa/request/operation.ts';
import { type AudioToStart, cancel, escalateAudio, startAudio } from '../../ucwa/request/start-audio.ts';
import { decodeResource, linkOf } from '../../ucwa/resource.ts';
import type { CallOut } from '../call-out.ts';
import type { CallEffect } from '../effect.ts';
import type { CallEvent } from '../event.ts';
import type { Farewells } from '../farewells.ts';
import { type Call, isCalling } from '../state.ts';
import { sentInvitation } from './from-ucwa.ts';

export interface RunOutDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly perform: Perform;
  readonly resolve: (href: string | null) => string | null;
  readonly farewells: Pick<Farewells, 'say'>;
  readonly callOf: (callId: string) => Call | undefined;
  readonly apply: (event: CallEvent) => void;
  /** The server was told of the call's end. */
  readonly onTold: (call: Call) => void;
  /** The server could not be reached with what the user did. */
  readonly onUntold: () => void;
}

type EffectOf<Type extends CallEffect['type']> = Extract<CallEffect, { readonly type: Type }>;

/** The effects of calls out. */
export type OutEffect = EffectOf<'start-call' | 'cancel-call' | 'find-invitation' | 'find-callee' | 'expect-call'>;

export function runOut(deps: RunOutDeps, effect: OutEffect): void {
  switch (effect.type) {
    case 'start-call':
      void startCall(deps, effect);
      return;
    case 'cancel-call':
      void tellCancel(deps, effect.call);
      return;
    case 'find-invitation':
      findInvitation(deps, effect);
      return;
    case 'find-callee':
      void findCallee(deps, effect);
      return;
    case 'expect-call': {
      const { callId, stage } = effect;
      deps.clock.after(effect.withinMs, () => deps.apply({ type: 'call-overdue', callId, stage }));
    }
  }
}

/** Sends the request, once. Where the reply says nothing that counts the call may be made all the same, and its events tell. */
async function startCall(deps: RunOutDeps, { call, sdp }: EffectOf<'start-call'>): Promise<void> {
  const { log, apply, perform, resolve } = deps;
  const { id: callId, out } = call;
  if (out === null) return;
  const ask = (as: Call) => {
    const request = requestOf(as, out, sdp);
    return perform(out.escalates === null ? startAudio(out.start, request) : escalateAudio(out.start, request));
  };
  const first = await ask(call);
  const result = isOfThread(first) ? await ask({ ...call, threadId: null }) : first;
  if (result.ok) {
    const { location, body } = result.value;
    const resource = decodeResource(body);
    const href = location ?? (resource === null ? null : linkOf(resource, 'self'));
    apply({ type: 'call-taken', callId, invitation: resolve(href) });
    return;
  }
  const said = failureCode(result.failure);
  log.warn('a call out was not taken', { callId, code: said });
  const reason = refusalOf(result.failure, (status) => codes.get(status) ?? '');
  if (reason !== null) apply({ type: 'call-refused', callId, ...reason, said });
  else {
    const { failure } = result;
    apply({ type: 'call-unsure', callId, failedThere: failure.kind === 'refused' && failure.reason !== null });
    deps.onUntold();
  }
}

/** What the server is told of it; what is usual is left out. */
function requestOf({ sessionContext, subject, threadId, muted }: Call, out: CallOut, sdp: string): AudioToStart {
  const { operationId, to, delegator, emergency, place } = out;
  return {
    ...{ operationId, sessionContext, to, sdp },
    ...(delegator?.uri && { delegator: delegator.uri }),
    ...(emergency && { importance: 'Emergency' }),
    ...place,
    ...(subject !== null && { subject: subject.slice(0, longestSubject) }),
    ...(threadId !== null && threadId.length <= longestThread && { threadId }),
    ...(muted && { joinAudioMuted: true }),
  };
}

/** The thread is one that the server goes on with no more: nothing was made, and a call of a thread of its own can be. */
function isOfThread(result: Result<unknown, UcwaFailure>): boolean {
  if (result.ok || result.failure.kind !== 'refused') return false;
  return result.failure.status === 409 && result.failure.reason?.subcode === 'ThreadIdAlreadyExists';
}

/** What a status says without a body. */
const codes: ReadonlyMap<number, string> = new Map([
  [403, 'Forbidden'],
  [404, 'NotFound'],
  [429, 'TooManyRequests'],
]);

/**
 * Tells the server that nobody waits for an answer any more. That there is nothing to cancel can mean that it was answered just now: then the
 * conversation is left.
 */
async function tellCancel({ farewells, perform, resolve, onTold }: RunOutDeps, call: Call): Promise<void> {
  const { id: key, out, invitation, conversation } = call;
  const find = async (): Promise<Operation | null> => {
    const resource = await readResource(perform, get(invitation));
    const href = resource === null ? null : resolve(linkOf(resource, 'cancel'));
    return href === null ? null : cancel(href);
  };
  const first = () => (out?.cancel ? cancel(out.cancel) : find());
  if (await farewells.say({ key, what: 'cancel', first, conversation, mayBeUp: true })) onTold(call);
}

/** No server's threads have longer names. */
const longestThread = 250;

/** By then the server has told of it, if it does. In milliseconds. */
const patienceMs = 2_000;

/** Asks for an invitation that did not tell of itself: without its names nothing of the call could be understood. */
function findInvitation(
  { clock, perform, resolve, callOf, apply }: RunOutDeps,
  { callId, href }: EffectOf<'find-invitation'>,
): void {
  clock.after(patienceMs, async () => {
    const call = callOf(callId);
    if (call === undefined || call.audioVideo !== null || !isCalling(call)) return;
    const resource = await readResource(perform, get(href));
    const told = sentInvitation({ href, type: 'updated', status: null, reason: null, resource }, resolve);
    if (told !== null) apply(told);
  });
}

async function findCallee({ perform, apply }: RunOutDeps, { callId, href }: EffectOf<'find-callee'>): Promise<void> {
  const resource = await readResource(perform, get(href));
  if (resource !== null) apply({ type: 'callee-named', callId, party: decodeParticipant(resource) });
}
