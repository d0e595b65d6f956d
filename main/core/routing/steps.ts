import type { CallForwarding, ForwardingPart } from '../ucwa/decode/call-forwarding.ts';
import type { ForwardingRel } from '../ucwa/request/call-forwarding.ts';
import { type Destination, isReachedBy, type Wanted } from './state.ts';

/** One request on the way from what is to what is wanted. */
export type Step =
  | { readonly kind: 'turn-off' }
  /** An operation, with where to and how long before, in seconds. */
  | {
      readonly kind: 'operation';
      readonly rel: ForwardingRel | null;
      readonly href: string | null;
      readonly target: string | null;
      readonly ringDelay: number | null;
    }
  /** Other properties of a resource, which are put back whole. */
  | { readonly kind: 'put'; readonly href: string | null; readonly properties: Readonly<Record<string, unknown>> };

/**
 * The next request that brings forwarding nearer to what is wanted; null where it is there. An operation also makes its way the active one, so
 * where calls go is said first, and the settings as a whole after it.
 *
 * @param sent the names of steps that the server took: it writes numbers in its own way, so that one need not look done
 */
export function nextStep(present: CallForwarding, wanted: Wanted, sent: ReadonlySet<string> = new Set()): Step | null {
  if (wanted.turnOff === true) return present.setting === 'none' ? null : { kind: 'turn-off' };
  return (
    immediateStep(present, wanted, sent) ??
    othersStep(present, wanted, sent) ??
    wholeStep(present, wanted) ??
    unansweredStep(present, wanted, sent)
  );
}

/** Names a step, so that none is tried twice. */
export function nameOf(step: Step): string {
  if (step.kind === 'operation') return step.rel ?? 'nothing';
  return step.kind === 'put' ? `put ${JSON.stringify(step.properties)}` : step.kind;
}

/** The operation of each way that leads there. */
const operations = {
  immediate: {
    voicemail: 'immediateForwardToVoicemail',
    delegates: 'immediateForwardToDelegates',
    contact: 'immediateForwardToContact',
  },
  simultaneous: {
    team: 'simultaneousRingToTeam',
    delegates: 'simultaneousRingToDelegates',
    contact: 'simultaneousRingToContact',
  },
  unanswered: { voicemail: 'unansweredCallToVoicemail', contact: 'unansweredCallToContact' },
} as const satisfies Readonly<
  Record<'immediate' | 'simultaneous' | 'unanswered', Partial<Record<Destination['kind'], ForwardingRel>>>
>;

/** What leads there by that way; null where nothing does, which is not the same as that it is not offered now. */
export function operationTo(way: keyof typeof operations, { kind }: Pick<Destination, 'kind'>): ForwardingRel | null {
  const known: Partial<Record<Destination['kind'], ForwardingRel>> = operations[way];
  return known[kind] ?? null;
}

function immediateStep({ setting, immediate }: CallForwarding, wanted: Wanted, sent: ReadonlySet<string>): Step | null {
  const to = wanted.immediate;
  if (wanted.setting !== 'immediate' || to === undefined) return null;
  const rel = operationTo('immediate', to);
  if (setting === 'immediate' && isThere(immediate, to, rel, sent)) return null;
  return operation(immediate, rel, to, null);
}

function othersStep(present: CallForwarding, wanted: Wanted, sent: ReadonlySet<string>): Step | null {
  const { setting, simultaneous } = present;
  const others = wanted.simultaneous;
  if (wanted.setting !== 'simultaneous' || others === undefined) return null;
  const { to, ringDelay } = others;
  const rel = operationTo('simultaneous', to);
  if (setting !== 'simultaneous' || !isThere(simultaneous, to, rel, sent))
    return operation(simultaneous, rel, to, ringDelay);
  const isInTime = ringDelay === null || to.kind === 'contact' || ringDelay === simultaneous.ringDelay;
  return isInTime ? null : { kind: 'put', href: simultaneous.links.self, properties: { ringDelay } };
}

function unansweredStep(present: CallForwarding, wanted: Wanted, sent: ReadonlySet<string>): Step | null {
  const { unanswered } = present;
  // Nothing can be said about it while all calls are forwarded (UCWA reference: 403).
  if (wanted.unanswered === undefined || present.setting === 'immediate') return null;
  const { to, ringDelay } = wanted.unanswered;
  const reset = 'resetUnansweredCallSettings';
  if (to.kind === 'usual') return sent.has(reset) ? null : operation(unanswered, reset, null, null);
  const rel = operationTo('unanswered', to);
  if (!isThere(unanswered, to, rel, sent)) return operation(unanswered, rel, to, ringDelay);
  const isInTime = ringDelay === null || ringDelay === unanswered.ringDelay;
  return isInTime ? null : { kind: 'put', href: unanswered.links.self, properties: { ringDelay } };
}

const settingWords = { none: 'None', immediate: 'ImmediateForward', simultaneous: 'SimultaneousRing' } as const;
const periodWords = { always: 'Always', 'work-hours': 'Workhours' } as const;

function wholeStep(present: CallForwarding, wanted: Wanted): Step | null {
  const { setting, period, handlesUnanswered } = wanted;
  const properties = {
    ...(setting !== undefined && setting !== present.setting && { activeSetting: settingWords[setting] }),
    ...(period !== undefined && period !== present.period && { activePeriod: periodWords[period] }),
    ...(handlesUnanswered !== undefined &&
      (setting ?? present.setting) !== 'immediate' &&
      handlesUnanswered !== present.handlesUnanswered && {
        unansweredCallHandling: handlesUnanswered ? 'Enabled' : 'Disabled',
      }),
  };
  return Object.keys(properties).length === 0 ? null : { kind: 'put', href: present.self, properties };
}

function operation(
  part: ForwardingPart,
  rel: ForwardingRel | null,
  to: Destination | null,
  ringDelay: number | null,
): Step {
  const target = to?.kind === 'contact' ? to.uri : null;
  return { kind: 'operation', rel, href: rel === null ? null : part.links[rel], target, ringDelay };
}

/** Whether a way leads there. */
export function isAt(part: ForwardingPart, to: Destination): boolean {
  if (part.target !== to.kind) return false;
  return to.kind !== 'contact' || isReachedBy(part.contact, to.uri);
}

function isThere(part: ForwardingPart, to: Destination, rel: ForwardingRel | null, sent: ReadonlySet<string>): boolean {
  return isAt(part, to) || (part.target === to.kind && rel !== null && sent.has(rel));
}
