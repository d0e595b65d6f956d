import { freeMeans } from '../core/media-means.ts';
import type { Clock, Log, Media, MediaEvent, MediaInstruction } from '../core/ports.ts';
import { parseEvent } from './messages.ts';
import { readFarOffer } from './sdp/far-offer.ts';

/** The media process as its parent holds it; Electron's UtilityProcess is one. */
export interface MediaChild {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): unknown;
}

export interface MediaProcessDeps {
  /** Starts the bundle of process.ts. What is posted before it runs must reach it. */
  readonly fork: () => MediaChild;
  /** Whether voice may go to services on this computer now. */
  readonly loopback: () => boolean;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
}

/** {@link Media} in a process of its own, forked when a call first needs it and ended a minute after the last one. */
export interface MediaProcess extends Media {
  /** Ends the process at once, calls and all, without an event. */
  stop(): void;
}

const idleMs = 60_000;

export function createMediaProcess({ fork, loopback, clock, log }: MediaProcessDeps): MediaProcess {
  const listeners: ((event: MediaEvent) => void)[] = [];
  /** Calls that the process has a part of; true once their close was asked for. */
  const open = new Map<string, boolean>();
  let means = freeMeans;
  let child: MediaChild | null = null;
  let cancelIdle: (() => void) | null = null;

  const emit = (event: MediaEvent) => {
    for (const listener of listeners) listener(event);
  };
  const stop = () => {
    cancelIdle?.();
    cancelIdle = null;
    const stopped = child;
    child = null;
    stopped?.kill();
  };
  const closed = (callId: string) => {
    open.delete(callId);
    if (open.size === 0 && child !== null) cancelIdle = clock.after(idleMs, stop);
    emit({ type: 'closed', callId });
  };
  const receive = (from: MediaChild, message: unknown) => {
    const event = parseEvent(message);
    if (event === null) return log.warn('The media process sent something that is no event');
    if (from !== child) return;
    if (event.type === 'closed') closed(event.callId);
    else emit(event);
  };
  const exited = (gone: MediaChild, code: number) => {
    if (gone !== child) return;
    child = null;
    log.error('The media process ended by itself', { code });
    const lost = [...open];
    open.clear();
    for (const [callId, closing] of lost) {
      if (closing) emit({ type: 'closed', callId });
      else emit({ type: 'failed', callId, failure: 'allocation', message: `the media process ended (${code})` });
    }
  };
  const running = (): MediaChild => {
    if (child !== null) return child;
    const forked = fork();
    child = forked;
    forked.on('message', (message) => receive(forked, message));
    forked.on('exit', (code) => exited(forked, code));
    return forked;
  };

  return {
    refusalOf(offer) {
      const read = readFarOffer(offer, { loopback: loopback(), rules: means });
      return read.ok ? null : read.failure.failure;
    },
    equip(next) {
      means = next;
    },
    instruct(instruction: MediaInstruction) {
      const { type, callId } = instruction;
      if (type === 'prepare' || type === 'test-call') {
        cancelIdle?.();
        cancelIdle = null;
        open.set(callId, false);
        return running().postMessage({ ...instruction, loopback: loopback(), means });
      }
      if (type === 'close') {
        if (child === null || !open.has(callId)) return void clock.after(0, () => emit({ type: 'closed', callId }));
        open.set(callId, true);
      }
      if (open.has(callId)) child?.postMessage({ ...instruction, loopback: loopback() });
    },
    onEvent(listener) {
      listeners.push(listener);
    },
    stop,
  };
}
