import type { Clock, MediaEvent, MediaInstruction, Random } from '../core/ports.ts';
import { assertNever } from '../core/result.ts';
import { type CallMedia, createCallMedia } from './call-media.ts';

/** Ends the far side's media and offers it as WebRTC to the main window; any number of calls at a time. */
export interface Gateway {
  /** Never throws: what fails is told by a `failed` event. Instructions for an unknown call are ignored, but `close`. */
  handle(instruction: MediaInstruction): void;
  /** Closes every call; resolves when no socket is left. */
  close(): Promise<void>;
}

export interface GatewayOptions {
  readonly send: (event: MediaEvent) => void;
  readonly clock: Clock;
  readonly random: Random;
}

export function createGateway({ send, clock, random }: GatewayOptions): Gateway {
  const calls = new Map<string, CallMedia>();

  const run = (callId: string, work: Promise<void> | undefined) => {
    work?.catch((error: unknown) => {
      send({ type: 'failed', callId, failure: 'allocation', message: String(error) });
    });
  };
  const prepare = (callId: string, offer: string) => {
    if (calls.has(callId)) return;
    const call = createCallMedia({ callId, send, clock, random });
    calls.set(callId, call);
    run(callId, call.prepare(offer));
  };
  const close = async (callId: string) => {
    const call = calls.get(callId);
    calls.delete(callId);
    await call?.close();
    send({ type: 'closed', callId });
  };

  return {
    handle(instruction) {
      const { callId } = instruction;
      switch (instruction.type) {
        case 'prepare':
          return prepare(callId, instruction.offer);
        case 'near-answer':
          return run(callId, calls.get(callId)?.nearAnswer(instruction.sdp));
        case 'start':
          return calls.get(callId)?.start();
        case 'close':
          return run(callId, close(callId));
        default:
          return assertNever(instruction, 'media instruction');
      }
    },
    async close() {
      await Promise.all([...calls.keys()].map(close));
    },
  };
}
