import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../../unit/same-inputs.ts';
import type { SentInvitation } from '../../../../main/core/calls/call-out-event.ts';
import { heardBefore } from '../../../../main/core/calls/compare/heard-before.ts';
import { createMemory } from '../../../../main/core/calls/compare/memory.ts';
import type { CallEffect } from '../../../../main/core/calls/effect.ts';
import type { CallEvent } from '../../../../main/core/calls/event.ts';
import { reduceCalls } from '../../../../main/core/calls/reduce.ts';
import { allowedMoves, type Call, type Calls } from '../../../../main/core/calls/state.ts';
import { addToHistory, type History } from '../../../../main/core/history/state.ts';
import { emptyModel } from '../../../../main/core/model.ts';
import { projectView } from '../../../../main/core/view/projection.ts';
import { englishWords } from '../../../unit/core/fakes/words.ts';
import { offered } from '../../../unit/core/fixtures/call.ts';
import { projectMedia } from '../../../unit/core/fixtures/media-view.ts';

const callId = 'out';
const [invitation, conversation, audioVideo] = ['i-out', 'c-out', 'v-out'];

/** What becomes of the call on the server. */
type Truth = 'answered' | 'early and answered' | 'busy' | 'silent';

interface Story {
  readonly truth: Truth;
  readonly reply: 'taken' | 'refused' | 'unsure';
  /** Which events come, how often, and where each is put among the others. */
  readonly copies: readonly number[];
  readonly places: readonly number[];
  /** What the user does, and after how many events. */
  readonly acts: readonly {
    readonly what: 'hang up' | 'mute' | 'answer another' | 'call another';
    readonly at: number;
  }[];
}

const begin: CallEvent & { readonly type: 'call-out' } = {
  type: 'call-out',
  callId,
  operationId: 'o',
  sessionContext: 's',
  microphone: 'there',
  wall: 0,
  dialled: {
    to: 'tel:+46855501234',
    written: '+46 8 555 012 34',
    party: { name: null, uri: 'tel:+46855501234', phoneNumber: null },
    ...{ delegator: null, emergency: false, video: false, start: 'start', place: null, subject: null, threadId: null },
    escalates: null,
  },
};

const another: CallEvent = { ...begin, callId: 'other', operationId: 'p' };

function sent(state: string, end: { succeeded: boolean; subcode: string | null } | null = null): CallEvent {
  const said: SentInvitation = {
    ...{ conversation, audioVideo, cancel: 'cancel', diagnostics: null, threadId: 't', state, callee: null },
    ...{ acceptedBy: null, bySomebodyElse: false, derived: false },
  };
  return {
    type: 'invitation-sent',
    invitation,
    operationId: 'o',
    sent: said,
    end: end && { ...end, code: '' },
  };
}

const answer = (final: string | null, provisional: string | null): CallEvent => ({
  ...{ type: 'far-answered', invitation, final, provisional, fork: 'desk', remote: null },
});
const modality = (state: string): CallEvent => ({ type: 'audio-video', audioVideo, state, stop: 'stop' });

/** In the documented order. */
function eventsOf(truth: Truth): readonly CallEvent[] {
  const ringing = [sent('Connecting'), modality('Connecting'), sent('Alerting')];
  switch (truth) {
    case 'answered':
      return [
        ...ringing,
        answer('final', null),
        modality('Connected'),
        sent('Connected', { succeeded: true, subcode: null }),
      ];
    case 'early and answered':
      return [
        ...[...ringing, answer(null, 'early'), { type: 'early-media', callId, fork: 'desk' } as const],
        ...[answer('early', null), modality('Connected'), sent('Connected', { succeeded: true, subcode: null })],
      ];
    case 'busy':
      return [
        ...[...ringing, sent('Failed', { succeeded: false, subcode: 'Busy' })],
        { type: 'conversation-over', conversation },
      ];
    case 'silent':
      return ringing;
  }
}

const replies: Readonly<Record<Story['reply'], CallEvent>> = {
  taken: { type: 'call-taken', callId, invitation },
  refused: { type: 'call-refused', callId, code: 'Forbidden', subcode: null, said: '403' },
  unsure: { type: 'call-unsure', callId, failedThere: false },
};

const stories: fc.Arbitrary<Story> = fc.record({
  truth: fc.constantFrom<Truth>('answered', 'early and answered', 'busy', 'silent'),
  reply: fc.constantFrom<Story['reply']>('taken', 'taken', 'refused', 'unsure'),
  copies: fc.array(fc.constantFrom(1, 1, 1, 2, 0), { minLength: 10, maxLength: 10 }),
  places: fc.array(fc.nat({ max: 1000 }), { minLength: 40, maxLength: 40 }),
  acts: fc.array(
    fc.record({
      what: fc.constantFrom('hang up' as const, 'mute' as const, 'answer another' as const, 'call another' as const),
      at: fc.nat({ max: 14 }),
    }),
    { maxLength: 3 },
  ),
});

class World {
  calls: Calls = [];
  history: History = [];
  readonly told: CallEffect[] = [];
  /** The server is asked for the invitation, if nothing tells of it. */
  isAsked = false;
  #now = 0;
  readonly #memory = createMemory({ now: () => 0, wall: () => 0, after: () => () => {} });

  apply(event: CallEvent): void {
    this.#now += 1;
    const before = this.calls;
    const step = reduceCalls(before, event, this.#now);
    this.calls = step.calls;
    if (step.unseen) this.#memory.keepEnd(event);
    for (const { id, state } of before) {
      const after = this.calls.find((call) => call.id === id);
      const moved = after !== undefined && after.state !== state;
      assert.ok(!moved || allowedMoves[state].includes(after.state), `${event.type}: ${state} to ${after?.state}`);
    }
    for (const effect of step.effects) {
      this.told.push(effect);
      if (effect.type === 'find-invitation') this.isAsked = true;
      if (effect.type === 'record') this.history = addToHistory(this.history, effect.call, []);
      if (effect.type === 'read-offer') this.apply({ type: 'offer-read', callId: effect.callId, refused: null });
    }
    for (const earlier of heardBefore(this.#memory, before, step.calls)) this.apply(earlier);
    this.#looks();
  }

  get call(): Call {
    const call = this.calls.find(({ id }) => id === callId);
    assert.ok(call !== undefined);
    return call;
  }

  count(type: CallEffect['type'], instruction?: string): number {
    return this.told.filter((effect) => {
      const of = 'call' in effect ? effect.call.id : 'callId' in effect ? effect.callId : '';
      if (effect.type === 'media')
        return effect.instruction.type === instruction && effect.instruction.callId === callId;
      return effect.type === type && of === callId;
    }).length;
  }

  /** What holds at any time. */
  #looks(): void {
    const { calls } = this;
    const live = calls.filter(({ state }) => ['calling', 'alerting', 'answering', 'connected'].includes(state));
    assert.ok(live.filter(({ state }) => state === 'calling' || state === 'alerting').length <= 1, 'one is being made');
    const open = projectMedia({ ...emptyModel, calls }).legs.filter(({ microphone }) => microphone === 'open');
    assert.ok(open.length <= 1, 'one call is spoken to');
    for (const leg of open) {
      const of = calls.find(({ id }) => id === leg.callId);
      assert.ok(of?.state === 'connected' || of?.state === 'answering', 'before the answer nobody is heard');
    }
    projectView({ ...emptyModel, calls }, englishWords, 1_000, 1_000);
  }
}

const other = offered({ invitation: 'i-in', conversation: 'c-in', audioVideo: 'v-in' });
const deeds: Readonly<Record<Story['acts'][number]['what'], readonly CallEvent[]>> = {
  'hang up': [{ type: 'hang-up', callId }],
  mute: [{ type: 'mute', callId, muted: true }],
  'call another': [another],
  'answer another': [
    { type: 'offered', callId: 'in', offered: other, wall: 0 },
    { type: 'answer', callId: 'in', microphone: 'there' },
  ],
};

/** The events in the order of the story: each is near its place, some come twice, some never. */
function arranged({ truth, reply, copies, places }: Story): readonly CallEvent[] {
  const some = eventsOf(truth).flatMap((event, index) =>
    Array<CallEvent>(copies[index % copies.length] ?? 1).fill(event),
  );
  const all = [replies[reply], ...some].map((event, index) => ({ event, at: index * 100 + (places[index] ?? 0) }));
  return all.sort((one, other) => one.at - other.at).map(({ event }) => event);
}

function play(story: Story): World {
  const world = new World();
  world.apply(begin);
  const offering = world.call.out?.offering ?? '';
  world.apply({ type: 'media-called-out', callId, offering, farOffer: 'offer', nearOffer: 'near' });
  const events = arranged(story);
  for (let index = 0; index <= events.length; index += 1) {
    for (const { what, at } of story.acts) {
      if (Math.min(at, events.length) === index) for (const deed of deeds[what]) world.apply(deed);
    }
    const event = events[index];
    if (event !== undefined) world.apply(event);
  }
  if (world.isAsked && world.call.audioVideo === null) world.apply(sent('Connecting'));
  return world;
}

test('whatever order a call out is told in, it is asked for once, and nothing is left on the server', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(stories, (story) => {
      const world = play(story);
      const { call } = world;
      const isOver = call.state === 'ended' || call.state === 'ending';
      assert.equal(world.count('start-call'), 1, 'asked for once');
      assert.ok(world.count('media', 'start') <= 1 && world.count('media', 'far-answer') <= 1);
      assert.equal(world.count('media', 'start'), call.connectedAt === null ? 0 : 1);
      assert.equal(world.count('media', 'close'), isOver ? 1 : 0);
      assert.ok(world.count('cancel-call') <= 1 && world.count('stop') <= 1);
      assert.equal(world.history.filter(({ id }) => id === callId).length, call.state === 'ended' ? 1 : 0);
      const events = arranged(story);
      const isAnswered = events.some(isAnswerWord);
      const isKnown = events.some((event) => event.type === 'invitation-sent') || story.reply === 'taken';
      const isFailed = events.some((event) => event.type === 'invitation-sent' && event.end?.succeeded === false);
      const givenUp = ['hung-up-here'].includes(call.ending?.reason ?? '');
      if (givenUp && isKnown && !isFailed && call.connectedAt === null && story.reply !== 'refused') {
        assert.ok(world.count('cancel-call') + world.count('stop') >= 1, 'the server is told that nobody waits');
      }
      if (givenUp && isAnswered && isKnown && story.reply !== 'refused') {
        assert.ok(world.count('stop') + world.count('cancel-call') >= 1, 'what was answered too late is ended');
      }
      const isNamed =
        world.call.audioVideo !== null || events.some((event) => event.type === 'far-answered' && event.final);
      if (story.acts.length === 0 && isAnswered && isNamed && story.reply !== 'refused')
        assert.equal(call.state, 'connected');
      if (isFailed && story.reply !== 'refused') assert.equal(call.state, 'ended');
      seen.set(call.state, (seen.get(call.state) ?? 0) + 1);
    }),
    { numRuns: 5_000 },
  );
  for (const state of ['alerting', 'connected', 'ended']) assert.ok((seen.get(state) ?? 0) > 100, state);
});

/** Of these one is enough. */
function isAnswerWord(event: CallEvent): boolean {
  if (event.type === 'far-answered') return event.final !== null;
  return (
    (event.type === 'audio-video' && event.state === 'Connected') ||
    (event.type === 'invitation-sent' && event.end?.succeeded === true)
  );
}
