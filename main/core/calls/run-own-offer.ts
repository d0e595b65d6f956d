import type { Clock, Log, Random } from '../ports.ts';
import { failureCode, type UcwaFailure } from '../session/failure.ts';
import { offerRenegotiation } from '../ucwa/request/renegotiation.ts';
import { decodeResource, linkOf } from '../ucwa/resource.ts';
import type { CallEffect } from './effect.ts';
import type { CallEvent } from './event.ts';
import { type SendAgainDeps, sendAgain } from './send-again.ts';
import type { Call } from './state.ts';

export interface OwnOfferDeps extends SendAgainDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly resolve: (href: string | null) => string | null;
  readonly callOf: (callId: string) => Call | undefined;
  readonly apply: (event: CallEvent) => void;
}

type EffectOf<Type extends CallEffect['type']> = Extract<CallEffect, { readonly type: Type }>;

/** Sends an offer of ours; again where the server did not hear, under the one operationId by which it would know it. */
export async function sendOffer(deps: OwnOfferDeps, effect: EffectOf<'send-offer'>): Promise<void> {
  const { log, apply, resolve } = deps;
  const { offering: operationId, href, sdp } = effect;
  const operation = offerRenegotiation(href, { sdp, operationId });
  const { result, tries } = await sendAgain(deps, operation, () => isOpen(deps, effect), effect.call.restoring);
  if (result.ok) {
    const resource = decodeResource(result.value.body);
    const renegotiation = resource === null ? null : resolve(linkOf(resource, 'self'));
    if (renegotiation !== null) apply({ type: 'own-offer-taken', operationId, renegotiation });
    return;
  }
  const { failure } = result;
  if (!isOpen(deps, effect)) return;
  if (isCrossed(failure)) {
    // What was sent before may have arrived after all: the server knows it, and tells of it in the event channel.
    if (tries === 1 || deps.callOf(effect.call.id)?.renegotiation) {
      apply({ type: 'own-offer-failed', operationId, renegotiation: null, outcome: 'crossed', code: '' });
    }
    return;
  }
  const code = failureCode(failure);
  log.warn('an offer of ours was not taken', { code, tries });
  apply({ type: 'own-offer-failed', operationId, renegotiation: null, outcome: 'refused', code });
}

/** One that nobody answers is given up. */
export function expectAnswer({ clock, apply }: OwnOfferDeps, effect: EffectOf<'expect-answer'>): void {
  const { offering: operationId, withinMs } = effect;
  clock.after(withinMs, () =>
    apply({ type: 'own-offer-failed', operationId, renegotiation: null, outcome: 'refused', code: 'no answer' }),
  );
}

/** After a time that differs at both ends: who called waits longer (RFC 3261 section 14.1). */
export function offerAgainLater({ clock, random, apply }: OwnOfferDeps, effect: EffectOf<'offer-again-later'>): void {
  const { call, offering: operationId } = effect;
  const waitMs = call.direction === 'outgoing' ? 2100 + random.fraction() * 1900 : random.fraction() * 2000;
  clock.after(Math.round(waitMs / 10) * 10, () => apply({ type: 'own-offer-due', operationId }));
}

/** Another renegotiation is under way (UCWA reference: renegotiations, 409). */
function isCrossed(failure: UcwaFailure): boolean {
  return failure.kind === 'refused' && failure.status === 409;
}

function isOpen({ callOf }: OwnOfferDeps, { call, offering }: EffectOf<'send-offer'>): boolean {
  return callOf(call.id)?.hold.offer?.id === offering;
}
