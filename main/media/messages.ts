import type { MediaEvent, MediaFailure, MediaInstruction } from '../core/ports.ts';
import type { Reach } from './sdp/far-address.ts';

/** A message that came over a process border, as an instruction; null where it is none. */
export function parseInstruction(message: unknown): MediaInstruction | null {
  const type = text(message, 'type');
  const callId = text(message, 'callId');
  if (callId === null) return null;
  if (type === 'start' || type === 'close' || type === 'hurry') return { type, callId };
  if (type === 'prepare') {
    const offer = text(message, 'offer');
    return offer === null ? null : { type, callId, offer };
  }
  if (type === 'renegotiate') {
    const [renegotiation, offer] = [text(message, 'renegotiation'), text(message, 'offer')];
    return renegotiation === null || offer === null ? null : { type, callId, renegotiation, offer };
  }
  const sdp = text(message, 'sdp');
  return type === 'near-answer' && sdp !== null ? { type, callId, sdp } : null;
}

/** What an instruction says beside itself about where voice may go; the least where it says nothing. */
export function parseReach(message: unknown): Reach {
  return { loopback: flag(message, 'loopback') === true };
}

/** A message that came over a process border, as an event; null where it is none. */
export function parseEvent(message: unknown): MediaEvent | null {
  const type = text(message, 'type');
  const callId = text(message, 'callId');
  if (callId === null) return null;
  switch (type) {
    case 'near-connected':
    case 'far-heard':
    case 'far-silent':
    case 'closed':
      return { type, callId };
    case 'prepared': {
      const [farAnswer, nearOffer] = [text(message, 'farAnswer'), text(message, 'nearOffer')];
      const held = flag(message, 'held');
      if (farAnswer === null || nearOffer === null || held === null) return null;
      return { type, callId, farAnswer, nearOffer, held };
    }
    case 'renegotiated': {
      const [renegotiation, farAnswer] = [text(message, 'renegotiation'), text(message, 'farAnswer')];
      const held = flag(message, 'held');
      if (renegotiation === null || farAnswer === null || held === null) return null;
      return { type, callId, renegotiation, farAnswer, held };
    }
    case 'renegotiation-failed': {
      const [renegotiation, refusal] = [text(message, 'renegotiation'), refusalIn(message)];
      return renegotiation === null || refusal === null ? null : { type, callId, renegotiation, ...refusal };
    }
    case 'failed': {
      const refusal = refusalIn(message);
      return refusal === null ? null : { type, callId, ...refusal };
    }
    default:
      return null;
  }
}

const failures: readonly MediaFailure[] = [
  'invalid-offer',
  'unsupported-media',
  'encryption-mismatch',
  'codec-mismatch',
  'no-path',
  'allocation',
  'near-leg',
];

function refusalIn(message: unknown): { readonly failure: MediaFailure; readonly message: string } | null {
  const [failure, words] = [failures.find((name) => name === text(message, 'failure')), text(message, 'message')];
  return failure === undefined || words === null ? null : { failure, message: words };
}

function flag(message: unknown, field: string): boolean | null {
  if (typeof message !== 'object' || message === null) return null;
  const value: unknown = Reflect.get(message, field);
  return typeof value === 'boolean' ? value : null;
}

function text(message: unknown, field: string): string | null {
  if (typeof message !== 'object' || message === null) return null;
  const value: unknown = Reflect.get(message, field);
  return typeof value === 'string' ? value : null;
}
