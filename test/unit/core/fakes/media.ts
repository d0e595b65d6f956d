import { freeMeans, type MediaMeans } from '../../../../main/core/media-means.ts';
import type { Media, MediaEvent, MediaFailure, MediaInstruction } from '../../../../main/core/ports.ts';

/** Records what the media process is told; says what the test lets it say. */
export interface FakeMedia extends Media {
  readonly instructions: readonly MediaInstruction[];
  /** What it was given last. */
  readonly means: MediaMeans;
  /** Calls that were prepared and not closed: sockets that are open. */
  readonly open: readonly string[];
  /** Types of what was told about one call, in order. */
  told(callId: string): readonly MediaInstruction['type'][];
  say(event: MediaEvent): void;
  /** From now on no offer can be met, for that reason. */
  refuse(failure: MediaFailure): void;
  /** Answers each `prepare` at once, with that besides. */
  prepareAtOnce(more?: { readonly looksEarly?: true }): void;
  /** No more. */
  holdPreparing(): void;
  /** Makes the offer of each call out at once, and takes each answer to it. */
  callOutAtOnce(): void;
  /** No more. */
  holdCallsOut(): void;
  /** Answers each `renegotiate` at once, and makes each offer that is asked for. */
  renegotiateAtOnce(): void;
}

export const farAnswer = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  'c=IN IP4 127.0.0.1',
  't=0 0',
  'm=audio 40000 RTP/AVP 0 101',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:101 telephone-event/8000',
  'a=sendrecv',
  '',
].join('\r\n');

/** What another process would carry a call on by. */
export const carried = { offer: farAnswer, after: farAnswer };

/** With which a call out is made. */
export const firstOffer = farAnswer.replace('m=audio 40000', 'm=audio 40002');

export function createFakeMedia(): FakeMedia {
  const instructions: MediaInstruction[] = [];
  const listeners: ((event: MediaEvent) => void)[] = [];
  let atOnce: { readonly looksEarly?: true } | null = null;
  let againAtOnce = false;
  let outAtOnce = false;
  const versions = new Map<string, number>();
  let refusal: MediaFailure | null = null;
  let means = freeMeans;
  const say = (event: MediaEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const nextVersion = (callId: string): string => {
    const version = (versions.get(callId) ?? 1) + 1;
    versions.set(callId, version);
    return farAnswer.replace('o=- 1 1', `o=- 1 ${version}`);
  };
  /** As the gateway would: a hold is taken, encryption is not. */
  const renegotiate = ({ callId, renegotiation, offer }: MediaInstruction & { type: 'renegotiate' }): void => {
    if (offer.includes('RTP/SAVP')) {
      const failure = 'encryption-mismatch';
      say({ type: 'renegotiation-failed', callId, renegotiation, failure, message: 'encrypted' });
      return;
    }
    const held = offer.includes('a=inactive');
    const answer = nextVersion(callId);
    const directed = held ? answer.replace('a=sendrecv', 'a=inactive') : answer;
    say({ type: 'renegotiated', callId, renegotiation, farAnswer: directed, held });
  };
  const offer = ({ callId, offering, direction }: MediaInstruction & { type: 'offer' }): void => {
    const farOffer = nextVersion(callId).replace('a=sendrecv', `a=${direction}`);
    say({ type: 'offered', callId, offering, farOffer });
  };
  return {
    instructions,
    get means() {
      return means;
    },
    equip(next) {
      means = next;
    },
    get open() {
      const open = new Set<string>();
      for (const { type, callId } of instructions) {
        if (type === 'prepare' || type === 'call-out') open.add(callId);
        if (type === 'close') open.delete(callId);
      }
      return [...open];
    },
    told: (callId) => instructions.filter((each) => each.callId === callId).map(({ type }) => type),
    say,
    refuse: (failure) => {
      refusal = failure;
    },
    read: () => ({ refused: refusal, video: 'no' }),
    carried: (callId) =>
      instructions.some((each) => each.callId === callId && each.type === 'start') ? carried : null,
    prepareAtOnce: (more = {}) => {
      atOnce = more;
    },
    holdPreparing: () => {
      atOnce = null;
    },
    callOutAtOnce: () => {
      outAtOnce = true;
    },
    holdCallsOut: () => {
      outAtOnce = false;
    },
    renegotiateAtOnce: () => {
      againAtOnce = true;
    },
    instruct(instruction) {
      instructions.push(instruction);
      const { type, callId } = instruction;
      if (type === 'renegotiate' && againAtOnce) renegotiate(instruction);
      if (type === 'offer' && againAtOnce) offer(instruction);
      if (type === 'call-out' && outAtOnce) {
        say({
          type: 'called-out',
          callId,
          offering: instruction.offering,
          farOffer: firstOffer,
          nearOffer: 'near offer',
        });
      }
      if (type === 'far-answer' && (againAtOnce || (outAtOnce && instruction.offering === `${callId}-out`))) {
        say({ type: 'answer-taken', callId, offering: instruction.offering, held: false });
      }
      if (type === 'close' && atOnce !== null) say({ type: 'closed', callId });
      if (type === 'prepare' && atOnce !== null)
        say({ type: 'prepared', callId, farAnswer, nearOffer: 'near offer', held: false, ...atOnce });
    },
    onEvent: (listener) => {
      listeners.push(listener);
    },
  };
}
