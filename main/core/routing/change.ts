import type { Log } from '../ports.ts';
import type { Result } from '../result.ts';
import { failureCode, type UcwaFailure } from '../session/failure.ts';
import type { Perform } from '../session/requests/transport.ts';
import { updateResource } from '../session/requests/update-resource.ts';
import type { CallForwarding } from '../ucwa/decode/call-forwarding.ts';
import { sendCallsTo, turnOffCallForwarding } from '../ucwa/request/call-forwarding.ts';
import { type ReadForwarding, readForwarding } from './reading.ts';
import type { RoutingProblem, Wanted } from './state.ts';
import { nameOf, nextStep, type Step } from './steps.ts';

export interface ChangeDeps {
  readonly log: Log;
  readonly perform: Perform;
}

/** What came of a change: forwarding as it is then, and why it is not as wanted, where it is not. */
export interface Changed {
  readonly forwarding: ReadForwarding;
  readonly problem: RoutingProblem | null;
}

/**
 * Changes call forwarding step by step, reading it before each: no event tells of it, and another program may change it meanwhile. A step is
 * sent once, whatever comes of it, and what counts in the end is what is read.
 *
 * @param href of the settings
 */
export async function changeForwarding(deps: ChangeDeps, href: string, wanted: Wanted): Promise<Changed> {
  const sent = new Set<string>();
  let problem: RoutingProblem | null = null;
  for (;;) {
    const present = await readForwarding(deps.perform, href);
    if (present === null) return { forwarding: null, problem: problem ?? 'unreachable' };
    if (present === 'none') return { forwarding: 'none', problem: 'not-allowed' };
    const step = nextStep(present, wanted, problem === null ? sent : new Set());
    if (step === null) return { forwarding: present, problem: null };
    if (problem !== null) return { forwarding: present, problem };
    if (sent.has(nameOf(step))) return { forwarding: present, problem: 'not-taken' };
    sent.add(nameOf(step));
    problem = await send(deps, present, step);
  }
}

/** Why it was not taken; null where it was. */
async function send(deps: ChangeDeps, present: CallForwarding, step: Step): Promise<RoutingProblem | null> {
  const result = await perform(deps, present, step);
  if (result === null) return 'not-allowed';
  if (result.ok) return null;
  deps.log.info('call forwarding was not taken', { step: nameOf(step), why: failureCode(result.failure) });
  return problemOf(result.failure);
}

/** Null where the server has no link for it. */
async function perform(
  deps: ChangeDeps,
  present: CallForwarding,
  step: Step,
): Promise<Result<unknown, UcwaFailure> | null> {
  if (step.kind === 'put') {
    if (step.href === null) return null;
    return updateResource({ send: deps.perform }, step.href, step.href, () => step.properties);
  }
  if (step.kind === 'turn-off') {
    const href = present.turnOffCallForwarding;
    return href === null ? null : deps.perform(turnOffCallForwarding(href));
  }
  const { href, rel } = step;
  return href === null || rel === null ? null : deps.perform(sendCallsTo(href, rel, step));
}

function problemOf(failure: UcwaFailure): RoutingProblem {
  if (failure.kind !== 'refused') return 'unreachable';
  const { status, reason } = failure;
  switch (reason?.subcode) {
    case 'NoDelegatesConfigured':
      return 'no-delegates';
    case 'NoTeamMembersConfigured':
      return 'no-team';
    case 'NormalizationFailed':
    case 'ParameterValidationFailure':
      return 'number';
    default:
  }
  if (status === 403) return 'not-allowed';
  if (status === 412 || status === 428) return 'changed-meanwhile';
  return status >= 500 || status === 408 || status === 429 ? 'unreachable' : 'not-taken';
}
