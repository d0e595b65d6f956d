import type { MediaEvent, MediaFailure, MediaInstruction } from '../core/ports.ts';

/** A message that came over a process border, as an instruction; null where it is none. */
export function parseInstruction(message: unknown): MediaInstruction | null {
  const type = text(message, 'type');
  const callId = text(message, 'callId');
  if (callId === null) return null;
  if (type === 'start' || type === 'close') return { type, callId };
  if (type === 'prepare') {
    const offer = text(message, 'offer');
    return offer === null ? null : { type, callId, offer };
  }
  const sdp = text(message, 'sdp');
  return type === 'near-answer' && sdp !== null ? { type, callId, sdp } : null;
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
      return farAnswer === null || nearOffer === null ? null : { type, callId, farAnswer, nearOffer };
    }
    case 'failed': {
      const [failure, words] = [failures.find((name) => name === text(message, 'failure')), text(message, 'message')];
      return failure === undefined || words === null ? null : { type, callId, failure, message: words };
    }
    default:
      return null;
  }
}

const failures: readonly MediaFailure[] = ['invalid-offer', 'unsupported-media', 'allocation', 'near-leg'];

function text(message: unknown, field: string): string | null {
  if (typeof message !== 'object' || message === null) return null;
  const value: unknown = Reflect.get(message, field);
  return typeof value === 'string' ? value : null;
}
