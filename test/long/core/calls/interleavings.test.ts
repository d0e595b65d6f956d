import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../../unit/same-inputs.ts';
import { decide } from '../../../../main/core/calls/dispatch.ts';
import type { CallEffect } from '../../../../main/core/calls/effect.ts';
import type { CallEvent } from '../../../../main/core/calls/event.ts';
import { mayHold } from '../../../../main/core/calls/hold.ts';
import { reduceCalls } from '../../../../main/core/calls/reduce.ts';
import { allowedMoves, type Calls, isTalking } from '../../../../main/core/calls/state.ts';
import { addToHistory, type History } from '../../../../main/core/history/state.ts';
import { emptyModel, type Model } from '../../../../main/core/model.ts';
import { projectView } from '../../../../main/core/view/projection.ts';
import type { CallAction, CallCommand } from '../../../../preload/contract/index.ts';
import { englishWords } from '../../../unit/core/fakes/words.ts';
import { offered } from '../../../unit/core/fixtures/call.ts';
import { projectMedia } from '../../../unit/core/fixtures/media-view.ts';

/** Three calls, and all that surfaces, server, media and time can do to them. */
const callIds = ['a', 'b', 'c'] as const;
type CallId = (typeof callIds)[number];

type Step =
  | { readonly kind: 'command'; readonly command: CallCommand; readonly surface: string }
  | { readonly kind: 'event'; readonly event: CallEvent };

const surfaces = ['ring window', 'call window', 'tray', 'notification', 'hotkey', 'command line'];

function commandsFor(callId: CallId): readonly CallCommand[] {
  const plain = (
    [
      'answer',
      'answer',
      'answer',
      'decline',
      'decline-here',
      'silence',
      'hold',
      'resume',
      'hang-up',
      'dismiss',
    ] as const
  ).map((type) => ({
    type,
    callId,
  }));
  return [...plain, { type: 'mute', callId, muted: true }, { type: 'mute', callId, muted: false }];
}

function eventsFor(callId: CallId): readonly CallEvent[] {
  const [invitation, audioVideo, conversation] = [`i-${callId}`, `v-${callId}`, `c-${callId}`];
  const completed = (succeeded: boolean, subcode: string | null): CallEvent => ({
    type: 'invitation-completed',
    invitation,
    succeeded,
    code: '',
    subcode,
    acceptedByContact: subcode === 'ConnectedElsewhere' ? 'https://contact' : null,
  });
  const offer = offered({ invitation, audioVideo, conversation });
  const reports = (['opened', 'missing', 'denied', 'failed'] as const).map(
    (outcome) => ({ type: 'microphone', callId, outcome }) as const,
  );
  const failures = (['invalid-offer', 'encryption-mismatch', 'no-path', 'allocation', 'near-leg'] as const).map(
    (failure) => ({ type: 'media-failed', callId, failure }) as const,
  );
  const losses = (
    [
      'network-dropped',
      'server-lost',
      'signed-out',
      'no-answer',
      'not-accepted',
      'hung-up-here',
      'cancelled-there',
    ] as const
  ).map((reason) => ({ type: 'lost', callId, reason }) as const);
  const modality = ['Connecting', 'Connected', 'Disconnecting', 'Disconnected'].map(
    (state) => ({ type: 'audio-video', audioVideo, state, stop: 'https://stop' }) as const,
  );
  return [
    ...Array.from({ length: 5 }, () => ({ type: 'offered', callId, offered: offer, wall: 0 }) as const),
    ...Array.from(
      { length: 4 },
      () => ({ type: 'media-prepared', callId, farAnswer: 'far', nearOffer: 'near', held: false }) as const,
    ),
    ...[true, true, false].map((success) => completed(success, null)),
    ...['Canceled', 'Missed', 'ConnectedElsewhere', 'Declined', 'Timeout', 'MediaNegotiationFailure', 'Unheard'].map(
      (subcode) => completed(false, subcode),
    ),
    ...modality,
    ...reports,
    ...failures,
    ...losses,
    ...renegotiationsOf(callId),
    { type: 'far-silent', callId },
    { type: 'conversation-over', conversation },
    { type: 'accepted', callId },
    { type: 'accepted', callId },
    { type: 'accept-failed', callId, code: '409', outcome: 'refused' },
    { type: 'accept-failed', callId, code: '503', outcome: 'again' },
    { type: 'accept-failed', callId, code: '503', outcome: 'again' },
    { type: 'accept-failed', callId, code: '', outcome: 'gone' },
    { type: 'make-room' },
    { type: 'stopped', callId },
    { type: 'answered-by', callId, name: 'Priya' },
    { type: 'forget', callId },
  ];
}

/** `presentOffer` stands for what its offer is called by then. */
const presentOffer = 'present offer';

function renegotiationsOf(callId: CallId): readonly CallEvent[] {
  const ours = { operationId: `${presentOffer} ${callId}`, renegotiation: `r-${callId}` };
  return [
    sessionOf(callId),
    { type: 'session', session: `s-${callId}`, of: [], links: null },
    ...[true, false].map((held) => ({ type: 'media-answer-taken', callId, offering: presentOffer, held }) as const),
    { type: 'media-offer-failed', callId, offering: presentOffer, failure: 'near-leg' },
    { ...ours, type: 'own-offer-taken' },
    { ...ours, type: 'own-offer-failed', outcome: 'crossed', code: '' },
    { ...ours, type: 'own-offer-failed', outcome: 'refused', code: '' },
    { type: 'own-offer-due', operationId: ours.operationId },
    {
      type: 'renegotiation-offered',
      renegotiation: `theirs-${callId}`,
      conversation: `c-${callId}`,
      answer: 'answer',
      dismiss: null,
      sdp: 'offer',
    },
    {
      type: 'media-renegotiated',
      callId,
      renegotiation: `theirs-${callId}`,
      farAnswer: 'far',
      held: true,
    },
  ];
}

const sessionOf = (callId: CallId): CallEvent => ({
  type: 'session',
  session: `s-${callId}`,
  of: [`v-${callId}`],
  links: { renegotiations: 'offer here', resumeAudio: null },
});

const asCommand = (command: CallCommand, surface: string): Step => ({ kind: 'command', command, surface });
const asEvent = (event: CallEvent): Step => ({ kind: 'event', event });

const ofMany = fc.oneof(
  fc
    .tuple(fc.constantFrom(...callIds.flatMap(commandsFor)), fc.constantFrom(...surfaces))
    .map(([command, surface]) => asCommand(command, surface)),
  fc.constantFrom(...callIds.flatMap(eventsFor)).map(asEvent),
);
/** What a call needs to get anywhere; without it nearly all of them would end before they are answered. */
const ofLife = fc.constantFrom(
  ...callIds.flatMap((callId): readonly Step[] => [
    ...eventsFor(callId).slice(0, 6).map(asEvent),
    ...surfaces.map((surface) => asCommand({ type: 'answer', callId }, surface)),
    asEvent({ type: 'accepted', callId }),
    asEvent(sessionOf(callId)),
    asEvent({ type: 'media-offered', callId, offering: presentOffer, farOffer: 'offer' }),
    asEvent({
      type: 'own-offer-answered',
      operationId: `${presentOffer} ${callId}`,
      renegotiation: null,
      sdp: 'answer',
    }),
    asEvent({ type: 'media-answer-taken', callId, offering: presentOffer, held: false }),
    asEvent({ type: 'audio-video', audioVideo: `v-${callId}`, state: 'Connected', stop: null }),
  ]),
);
const steps = fc.array(fc.oneof({ arbitrary: ofLife, weight: 3 }, { arbitrary: ofMany, weight: 1 }), {
  minLength: 5,
  maxLength: 40,
  size: 'max',
});

/** The model with its effects written down instead of done. */
class World {
  calls: Calls = [];
  history: History = [];
  readonly effects = new Map<string, CallEffect[]>();
  readonly answers = new Map<string, number>();
  /** How often an answer was not taken, and the call rang on. */
  readonly refusals = new Map<string, number>();
  #now = 0;
  #rings = 0;
  /** The newest call that rang under each name. */
  readonly #newest = new Map<string, string>();

  take(step: Step): void {
    if (step.kind === 'event') {
      this.apply(step.event);
      return;
    }
    const command = { ...step.command, callId: this.#idOf(step.command.callId) };
    const bound = this.calls.some((call) => call.id !== command.callId && isTalking(call) && !mayHold(call));
    const decision = decide(this.calls, command, 'there');
    if (decision.kind === 'refuse') return;
    if (command.type === 'answer') {
      assert.equal(bound, false, 'nothing is answered while another call is talked on that cannot be put on hold');
      this.answers.set(command.callId, (this.answers.get(command.callId) ?? 0) + 1);
    }
    this.apply(decision.event);
  }

  apply(given: CallEvent): void {
    const before = this.calls;
    this.#now += 1;
    const step = reduceCalls(before, this.#addressed(given), this.#now);
    this.calls = step.calls;
    if (given.type === 'offered' && step.calls !== before) this.#newest.set(given.callId, step.calls.at(-1)?.id ?? '');
    for (const { id, state } of before) {
      const after = this.calls.find((call) => call.id === id);
      if (state === 'answering' && after?.state === 'ringing') this.refusals.set(id, (this.refusals.get(id) ?? 0) + 1);
      assert.ok(
        after !== undefined && (after.state === state || allowedMoves[state].includes(after.state)),
        `${id}: ${state} to ${after?.state}`,
      );
    }
    for (const effect of step.effects) {
      const callId = callOf(effect);
      if (callId === null) continue;
      this.effects.set(callId, [...(this.effects.get(callId) ?? []), effect]);
      if (effect.type === 'read-offer') this.apply({ type: 'offer-read', callId, refused: null });
      if (effect.type === 'record') this.history = addToHistory(this.history, effect.call, ['contoso.com']);
    }
  }

  /** As in the app each ring has a fresh id, and what is said about a call names its present one. */
  #addressed(event: CallEvent): CallEvent {
    if ('operationId' in event)
      return { ...event, operationId: this.#offerOf((event.operationId ?? '').split(' ').at(-1)) };
    if (!('callId' in event)) return event;
    if ('offering' in event)
      return { ...event, callId: this.#idOf(event.callId), offering: this.#offerOf(event.callId) };
    if (event.type !== 'offered') return { ...event, callId: this.#idOf(event.callId) };
    this.#rings += 1;
    return { ...event, callId: `${event.callId}-${this.#rings}` };
  }

  /** What the present offer of ours is called. */
  #offerOf(name = ''): string {
    const id = this.#idOf(name);
    return this.calls.find((call) => call.id === id)?.hold.offer?.id ?? 'none';
  }

  #idOf(name: string): string {
    return this.#newest.get(name) ?? name;
  }

  told(callId: string): readonly string[] {
    return (this.effects.get(callId) ?? []).map((effect) =>
      effect.type === 'media' ? effect.instruction.type : effect.type,
    );
  }

  get model(): Model {
    return { ...emptyModel, calls: this.calls, history: this.history };
  }
}

/** Null for what is about no call in particular. */
function callOf(effect: CallEffect): string | null {
  if (effect.type === 'make-room-later' || effect.type === 'expect-answer') return null;
  return 'call' in effect ? effect.call.id : 'callId' in effect ? effect.callId : effect.instruction.callId;
}

function count(list: readonly string[], name: string): number {
  return list.filter((each) => each === name).length;
}

function checkCall(world: World, call: Calls[number]): void {
  const { id, state, answered, answerFailed, accept, media } = call;
  const told = world.told(id);
  const over = state === 'ended' || state === 'ending';
  const tries = 1 + (world.refusals.get(id) ?? 0);
  assert.ok(count(told, 'accept') <= tries, 'one acceptWithAnswer, and one more after each that was not taken');
  assert.ok((world.answers.get(id) ?? 0) <= tries, 'as many Answers are taken');
  assert.ok(count(told, 'stop') <= 1, 'one stop');
  assert.ok(count(told, 'decline') === 0 || accept === 'unsent', 'what was accepted is not declined');
  assert.ok(count(told, 'decline') <= 1, 'one decline');
  assert.ok(count(told, 'accept') === 0 || answered || answerFailed);
  const opened = count(told, 'prepare');
  assert.ok(opened <= 1);
  assert.equal(count(told, 'close'), over ? opened : 0, 'sockets are closed once, and as soon as it is over');
  assert.equal(media.state === 'closed', over);
  if (over)
    assert.ok(
      !told.slice(told.indexOf('close')).some((each) => each === 'start' || each === 'accept'),
      'nothing is begun after it',
    );
  assert.equal(
    world.history.filter((entry) => entry.id === id).length,
    state === 'ended' ? 1 : 0,
    'one entry in the history',
  );
  assert.equal(count(told, 'forget-later'), state === 'ended' ? 1 : 0);
}

function checkViews(world: World): void {
  const media = projectMedia(world.model);
  const stateOf = (callId: string) => world.calls.find(({ id }) => id === callId)?.state ?? 'none';
  if (media.ring !== null) assert.equal(stateOf(media.ring.callId), 'ringing');
  const talking = world.calls.filter(isTalking).map(({ id }) => id);
  assert.ok(talking.length <= 1, 'one call is talked on');
  for (const { hold } of world.calls) {
    assert.ok(hold.offer === null || hold.failed === null, 'what failed is not tried any more');
  }
  for (const { callId, microphone } of media.legs) {
    assert.ok(!['ended', 'ending', 'none'].includes(stateOf(callId)));
    assert.equal(microphone === 'open', talking.includes(callId));
  }
  for (const { id, actions, ending, state } of projectView(world.model, englishWords, 1_000, 1_000).calls) {
    assert.equal(ending !== null, state === 'ended');
    const toTry: Record<CallAction, readonly CallCommand[]> = {
      answer: [{ type: 'answer', callId: id }],
      'hang-up-and-answer': [{ type: 'hang-up-and-answer', callId: id }],
      decline: [{ type: 'decline', callId: id }],
      'decline-here': [{ type: 'decline-here', callId: id }],
      silence: [{ type: 'silence', callId: id }],
      // The model has no way to send messages, nor one to the user's telephone, nor meetings.
      reply: [],
      'answer-by-phone': [],
      'go-on-by-phone': [],
      'stay-here': [],
      'write-to-caller': [],
      'add-person': [],
      'make-meeting': [],
      mute: [true, false].map((muted) => ({ type: 'mute', callId: id, muted })),
      hold: [{ type: 'hold', callId: id }],
      resume: [{ type: 'resume', callId: id }],
      'hang-up': [{ type: 'hang-up', callId: id }],
      'call-back': [],
      'answer-with-video': [{ type: 'answer-with-video', callId: id }],
      'preview-video': [{ type: 'preview-video', callId: id }],
      'cancel-preview': [{ type: 'cancel-preview', callId: id }],
      'start-video': [{ type: 'start-video', callId: id }],
      'show-video': [{ type: 'show-video', callId: id }],
      'stop-video': [{ type: 'stop-video', callId: id }],
    };
    for (const [action, commands] of Object.entries(toTry) as [CallAction, readonly CallCommand[]][]) {
      const taken = commands.some((each) => decide(world.calls, each, 'there').kind === 'apply');
      assert.equal(taken, actions.includes(action), `${action} is offered exactly where it is taken`);
    }
  }
}

function check(world: World): void {
  for (const call of world.calls) checkCall(world, call);
  checkViews(world);
}

test('10,000 interleavings of commands, server, media and microphone leave nothing open and nothing doubled', () => {
  const everAnswered = { accepted: 0, connected: 0, late: 0 };
  fc.assert(
    fc.property(steps, (sequence) => {
      const world = new World();
      for (const step of sequence) {
        world.take(step);
        check(world);
      }
      const reached = world.calls.map(({ id }) => world.told(id));
      everAnswered.accepted += reached.filter((told) => told.includes('accept')).length;
      everAnswered.connected += reached.filter((told) => told.includes('start')).length;
      everAnswered.late += reached.filter(
        (told) => told.indexOf('stop') > told.indexOf('record') && told.includes('record'),
      ).length;
      for (const { id } of world.calls) world.apply({ type: 'lost', callId: id, reason: 'signed-out' });
      check(world);
      assert.ok(world.calls.every(({ state }) => state === 'ended'));
      assert.deepEqual(projectMedia(world.model), { ring: null, legs: [] });
    }),
    { numRuns: 10_000 },
  );
  assert.ok(
    everAnswered.accepted > 500 && everAnswered.connected > 100 && everAnswered.late > 5,
    JSON.stringify(everAnswered),
  );
});

/** What brings a call up, from its ring on. */
function cameUp(callId: CallId): readonly Step[] {
  const [offer] = eventsFor(callId);
  assert.ok(offer);
  return [
    asEvent(offer),
    asEvent({ type: 'media-prepared', callId, farAnswer: 'far', nearOffer: `near ${callId}`, held: false }),
    asCommand({ type: 'answer', callId }, 'ring window'),
    asEvent({ type: 'accepted', callId }),
    asEvent({ type: 'audio-video', audioVideo: `v-${callId}`, state: 'Connected', stop: null }),
    asEvent(sessionOf(callId)),
  ];
}

const ofHolds = fc.constantFrom(
  ...callIds.flatMap((callId): readonly Step[] => [
    ...(['hold', 'resume', 'hold', 'resume'] as const).map((type) => asCommand({ type, callId }, 'call window')),
    ...renegotiationsOf(callId).map(asEvent),
    ...Array.from({ length: 4 }, () => [
      asEvent({ type: 'media-offered', callId, offering: presentOffer, farOffer: 'offer' }),
      asEvent({
        type: 'own-offer-answered',
        operationId: `${presentOffer} ${callId}`,
        renegotiation: null,
        sdp: 'answer',
      }),
      asEvent({ type: 'media-answer-taken', callId, offering: presentOffer, held: false }),
    ]).flat(),
  ]),
);

test('3,000 ways to hold and resume two calls keep one talked on, and every wish is told or given up', () => {
  const ever = { held: 0, resumed: 0, failed: 0 };
  const [first, second] = callIds;
  fc.assert(
    fc.property(fc.array(ofHolds, { minLength: 5, maxLength: 40, size: 'max' }), (sequence) => {
      const world = new World();
      for (const step of [...cameUp(first), ...cameUp(second), ...sequence]) {
        world.take(step);
        check(world);
      }
      for (const { state, session, hold, renegotiation } of world.calls) {
        const mayBeTold = state === 'connected' && session !== null && renegotiation === null && hold.failed === null;
        assert.ok(!mayBeTold || hold.offer !== null || hold.wanted === hold.agreed, 'a wish is on its way');
        if (hold.agreed === 'hold') ever.held += 1;
        else if (hold.offers > 1 && hold.offer === null && hold.failed === null) ever.resumed += 1;
        if (hold.failed !== null) ever.failed += 1;
      }
    }),
    { numRuns: 3_000 },
  );
  assert.ok(ever.held > 500 && ever.resumed > 100 && ever.failed > 100, JSON.stringify(ever));
});
