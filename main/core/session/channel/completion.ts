import type { Clock, Random } from '../../ports.ts';
import { isRelOf, usedRels } from '../../ucwa/rels.ts';
import { get } from '../../ucwa/request/operation.ts';
import { decodeResource, linkOf, type Resource } from '../../ucwa/resource.ts';
import { retryBound } from '../../ucwa/retry-wait.ts';
import { isNobodysWord, saysGone } from '../own-word.ts';
import { createGate } from '../requests/gate.ts';
import type { Transport } from '../requests/transport.ts';
import type { OriginPolicy } from '../trust/origin-policy.ts';
import { type CompleteEvent, isNameless, needsBody, needsName } from './complete-event.ts';
import { type Asked, PatientQuestion } from './patient-question.ts';
import type { Waiting } from './waiting-events.ts';

export interface CompletionDeps {
  readonly transport: Transport;
  readonly policy: OriginPolicy;
  readonly clock: Clock;
  readonly random: Random;
  /** Nothing is asked any more. */
  readonly closed: () => boolean;
  /** Who calls was said after the call was told: an event of them, as if the server had told it. */
  readonly onLate: (event: CompleteEvent) => void;
}

/** A call rings without a name rather than later than this, in milliseconds. */
const longestNameMs = 1_500;
/** After this it is asked again; a slow link is given more with each try. */
const lookUpMs = 2_000;
const longestLookUpMs = 12_000;
/** An invitation is worth asking for as long as a server lets it ring; what else there is, is told again by later events. */
const invitationMs = 180_000;
const otherMs = 30_000;
/** What rings is not kept ringing for longer than this by the question how it ended, in milliseconds. */
const longestEndMs = 1_500;
const mostAtOnce = 8;

type Answer = Resource | 'gone';
/** What was found at an href; null: it could not be asked. */
type Found = Answer | null;

/** What events lacked. */
export interface Completion {
  readonly body: Found;
  /** The body, or what an event brought itself, with the name of who calls. */
  readonly named: Resource | null;
}

/** Looks up what events lack; `href`: absolute, of the resource they are about. */
export type LookUpMissing = (href: string, entry: Waiting) => Promise<Completion>;

export function createCompletion({ transport, policy, clock, random, closed, onLate }: CompletionDeps): LookUpMissing {
  const gates = { calls: createGate(mostAtOnce), others: createGate(mostAtOnce) };

  /** However many messages are asked for, a call does not wait for them; and nothing waits for one that is slow. */
  function lookUp(href: string, entry: Waiting, tries: number, pace: Pace): Asked<Answer> {
    const gate = isRelOf('calls', entry.rel) ? gates.calls : gates.others;
    let tellDue = (): void => {};
    const due = new Promise<void>((resolve) => {
      tellDue = resolve;
    });
    const answer = new Promise<Found>((resolve) => {
      void gate(async () => {
        const asked = askOnce(href, entry, tries > 1, pace.timeoutMs);
        void asked.then(resolve);
        await Promise.race([asked, wait(pace.dueMs).then(tellDue)]);
      });
    });
    return { answer, due };
  }

  async function askOnce(href: string, entry: Waiting, fresh: boolean, timeoutMs: number): Promise<Found> {
    const response = await transport.send({ ...get(href), timeoutMs, ...(fresh ? { ownConnection: true } : {}) });
    if (response.ok) return decodeResource(response.value.body);
    const { failure } = response;
    // A proxy may say so too, but not for long of what is over.
    const gone = saysGone(failure) || (entry.over === 'completed' && isNobodysWord(failure));
    return gone || failure.kind === 'untrusted' ? 'gone' : null;
  }

  /**
   * Asks until there is an answer that is not older than the last event; null where there is none in time. How an invitation ended is asked once: it may
   * be gone by then, and what was known of it before has to do.
   */
  async function bodyOf(href: string, entry: Waiting): Promise<Found> {
    const { isInvitation } = usedRels[entry.rel];
    const longestMs = isInvitation ? invitationMs : otherMs;
    const question = new PatientQuestion<Answer>(clock);
    let known: Resource | null = null;
    for (let tries = 1; ; tries += 1) {
      if (entry.stale) question.forget();
      entry.stale = false;
      const isEnding = isInvitation && entry.over === 'completed';
      const isOver = () => closed() || entry.over === 'deleted' || isEnding || clock.now() - entry.since > longestMs;
      const pace = isEnding ? paceOfEnd : paceOf(tries);
      const asking = question.ask(lookUp(href, entry, tries, pace));
      // However many others are asked for before it.
      const answered = await (isEnding ? Promise.race([asking, wait(pace.dueMs).then(() => null)]) : asking);
      if (answered === null && isOver()) return known;
      const found = answered ?? (await question.rest(random.fraction() * retryBound(tries + 1)));
      if (found !== null && found !== 'gone') known = found;
      if (found !== null && (!entry.stale || isOver())) return entry.over === 'completed' ? (known ?? found) : found;
    }
  }

  /** Adds who calls, where that is only linked and to be had in time. */
  async function withName(entry: Waiting, body: Resource): Promise<Resource> {
    const from = usedRels[entry.rel].isInvitation && isNameless(body) ? linkOf(body, 'from') : null;
    const base = entry.events[0]?.base;
    const href = from === null ? null : policy.admit(from, base)?.href;
    if (href === null || href === undefined) return body;
    const leftMs = Math.max(longestNameMs - (clock.now() - entry.since), 100);
    const question = new PatientQuestion<Answer>(clock);
    const asking = question.ask(lookUp(href, entry, 1, paceOf(1)));
    const participant = await Promise.race([asking, wait(leftMs)]);
    if (participant === 'gone') return body;
    if (participant == null) {
      void nameLate({ href, entry, invitation: body, question, asking });
      return body;
    }
    return { ...body, embedded: new Map([...body.embedded, ['from', [participant]]]) };
  }

  /** Who calls is asked for until the server says it, or says that there is nobody. */
  async function nameLate({ href, entry, invitation, question, asking }: LateName): Promise<void> {
    let found = await asking;
    for (let tries = 2; found === null; tries += 1) {
      found = await question.rest(random.fraction() * retryBound(tries));
      if (closed() || clock.now() - entry.since > otherMs) return;
      found ??= await question.ask(lookUp(href, entry, tries, paceOf(tries)));
    }
    const [first] = entry.events;
    if (found !== 'gone' && first !== undefined && !closed()) onLate(toldOf(found, href, invitation, first));
  }

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => void clock.after(ms, resolve));
  }

  return async (href, entry) => {
    const body = entry.events.some(needsBody) ? await bodyOf(href, entry) : null;
    const known = body ?? entry.events.at(-1)?.resource ?? null;
    const named = known === null || known === 'gone' ? null : await withName(entry, known);
    return { body, named };
  };
}

/** The name of a caller who rings without one, while it is asked for. */
interface LateName {
  readonly href: string;
  readonly entry: Waiting;
  readonly invitation: Resource;
  readonly question: PatientQuestion<Answer>;
  /** The try that is under way. */
  readonly asking: Promise<Found>;
}

/** Of one try, in milliseconds. */
interface Pace {
  /** After this another one is made beside it. */
  readonly dueMs: number;
  readonly timeoutMs: number;
}

const paceOfEnd: Pace = { dueMs: longestEndMs, timeoutMs: longestEndMs };

function paceOf(tries: number): Pace {
  return { dueMs: Math.min(lookUpMs * tries, longestLookUpMs), timeoutMs: longestLookUpMs };
}

/** What the server says of somebody in a conversation, as the event channel would tell it; as that of the invitation where it names none. */
function toldOf(resource: Resource, href: string, invitation: Resource, first: CompleteEvent): CompleteEvent {
  const { base } = first;
  const conversation = linkOf(invitation, 'conversation');
  const sender = conversation === null ? first.sender : { rel: 'conversation', href: conversation };
  return {
    ...({ type: 'updated', rel: 'participant', status: null, reason: null, title: null } as const),
    ...{ sender, href, resource, base, container: null },
  };
}

/** The event with what was found at `href`; none where there is nothing to tell. */
export function completed(event: CompleteEvent, href: string, { body, named }: Completion): readonly CompleteEvent[] {
  if (event.resource !== null) return [needsName(event) ? { ...event, resource: named ?? event.resource } : event];
  if (!needsBody(event)) return [event];
  // That it is over is told all the same.
  if (named === null && event.type === 'completed') return [event];
  if (named === null && body !== 'gone' && event.part !== undefined) return [{ ...event, resource: event.part }];
  if (body === 'gone') return usedRels[event.rel].isInvitation ? [] : [{ ...event, type: 'deleted' }];
  return named === null ? [] : [{ ...event, resource: named, base: href }];
}
