import type { PeopleEvent } from '../../../../main/core/people/state.ts';
import type { Perform, UcwaResult } from '../../../../main/core/session/requests/transport.ts';
import type { Operation } from '../../../../main/core/ucwa/request/operation.ts';
import { createFakeClock, type FakeClock } from '../fakes/clock.ts';
import { settle } from '../fakes/settle.ts';

/** A server of which each answer is written down by the test, and what came of it. */
export interface FakePeopleServer {
  readonly clock: FakeClock;
  readonly perform: Perform;
  /** In order, as "POST /subscriptions". */
  readonly asked: string[];
  readonly operations: Operation[];
  readonly events: PeopleEvent[];
  readonly apply: (event: PeopleEvent) => void;
  /** From now on that request is answered so; a status is a refusal, null no answer at all. */
  answer(request: string, answer: object | number | null): void;
  /** That request is answered only once the returned function is called. */
  hold(request: string): () => void;
  pass(ms: number): Promise<void>;
}

export function fakePeopleServer(): FakePeopleServer {
  const clock = createFakeClock();
  const [asked, operations, events]: [string[], Operation[], PeopleEvent[]] = [[], [], []];
  const answers = new Map<string, object | number | null>();
  const held = new Map<string, Promise<void>>();
  return {
    clock,
    asked,
    operations,
    events,
    async perform(operation) {
      const request = `${operation.method} ${operation.href}`;
      asked.push(request);
      operations.push(operation);
      await held.get(request);
      return resultOf(answers.get(request) ?? null);
    },
    apply: (event) => void events.push(event),
    answer: (request, answer) => void answers.set(request, answer),
    hold(request) {
      let release = (): void => {};
      held.set(request, new Promise((resolve) => (release = () => resolve())));
      return () => {
        held.delete(request);
        release();
      };
    },
    async pass(ms) {
      await clock.advance(ms);
      await settle();
    },
  };
}

function resultOf(answer: object | number | string | null): UcwaResult {
  if (answer === null) {
    const failure = { kind: 'timeout', message: 'no answer' } as const;
    return { ok: false, failure: { kind: 'transport', host: '', failure } };
  }
  if (typeof answer === 'number') {
    const refusal = {
      kind: 'refused',
      host: '',
      status: answer,
      reason: null,
      location: null,
      retryAfterMs: null,
    } as const;
    return { ok: false, failure: refusal };
  }
  return { ok: true, value: { status: 200, body: answer, url: 'https://pool.contoso.com/' } };
}
