import { freeMeans, type MediaMeans } from '../core/media-means.ts';
import type { CarriedMedia, Clock, Log, Media, MediaEvent, MediaInstruction, ReadOffer } from '../core/ports.ts';
import { afterEvent, afterInstruction, type Carried, carriedFrom, newlyCarried } from './carried.ts';
import { ownFamilies } from './far/own-families.ts';
import { createHeldChild, type MediaChild } from './held-child.ts';
import { parseEvent } from './messages.ts';
import type { Reach } from './sdp/far-address.ts';
import { readFarOffer } from './sdp/far-offer.ts';
import { offeredVideo } from './video/standing.ts';

export interface MediaProcessDeps {
  /** Starts the bundle of process.ts. What is posted before it runs must reach it. */
  readonly fork: () => MediaChild;
  /** Lets pages connect to that port of this computer, or to none. Never rejects. */
  readonly openWay: (port: number | null) => Promise<void>;
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
/** A call in which the process dies again and again is what kills it. */
const mostRescues = 3;

export function createMediaProcess({ fork, openWay, loopback, clock, log }: MediaProcessDeps): MediaProcess {
  const listeners: ((event: MediaEvent) => void)[] = [];
  /** Calls that the process has a part of. */
  const open = new Map<string, Carried>();
  let means = freeMeans;
  let cancelIdle: (() => void) | null = null;

  const emit = (event: MediaEvent) => {
    for (const listener of listeners) listener(event);
  };
  const stop = () => {
    cancelIdle?.();
    cancelIdle = null;
    child.end();
  };
  const closed = (callId: string) => {
    open.delete(callId);
    if (open.size === 0 && child.isThere()) cancelIdle = clock.after(idleMs, stop);
    emit({ type: 'closed', callId });
  };
  const receive = (message: unknown) => {
    const event = parseEvent(message);
    if (event === null) return log.warn('The media process sent something that is no event');
    const { callId } = event;
    const call = open.get(callId);
    if (call?.moving === true) return void (event.type === 'closed' && movedOut(callId, call));
    if (call !== undefined) open.set(callId, afterEvent(call, event));
    if (event.type === 'closed') closed(callId);
    else emit(event);
  };
  /** A call that is up goes on in another process; of one that is not there is nothing to save. */
  const carryOn = (callId: string, call: Carried): boolean => {
    const by = goesOnBy(call);
    if (by === null || call.rescued === mostRescues) return false;
    const next: Carried = { ...call, rescued: call.rescued + 1, moving: false };
    open.set(callId, next);
    emit({ type: 'lost', callId });
    if (open.get(callId) === next) for (const each of goingOn(callId, by)) post(each);
    return true;
  };
  /** The call goes on at other ports, once those that it has are free. */
  const moveOut = (callId: string, call: Carried) => {
    if (call.moving) return;
    if (goesOnBy(call) === null)
      return emit({ type: 'failed', callId, failure: 'allocation', message: 'the call is not up' });
    open.set(callId, { ...call, moving: true });
    post({ type: 'close', callId });
  };
  const movedOut = (callId: string, call: Carried) => {
    const by = goesOnBy(call);
    if (call.closing || by === null) return closed(callId);
    open.set(callId, { ...call, moving: false });
    for (const each of goingOn(callId, by)) post(each);
  };
  const exited = (code: number) => {
    log.error('The media process ended by itself', { code });
    const lost = [...open];
    open.clear();
    for (const [callId, call] of lost) {
      if (call.closing) emit({ type: 'closed', callId });
      else if (!carryOn(callId, call))
        emit({ type: 'failed', callId, failure: 'allocation', message: `the media process ended (${code})` });
    }
  };
  const child = createHeldChild({ fork, openWay, onMessage: receive, onExit: exited });
  const post = (instruction: MediaInstruction) => child.post({ ...instruction, loopback: loopback(), means });

  return {
    read: (offer) => readOffer(offer, { loopback: loopback() }, means),
    equip(next) {
      means = next;
    },
    instruct(instruction: MediaInstruction) {
      const { type, callId } = instruction;
      const begun = carriedFrom(instruction);
      if (begun !== null) {
        cancelIdle?.();
        open.set(callId, begun);
        return post(instruction);
      }
      const call = open.get(callId);
      if (type === 'close' && (!child.isThere() || call === undefined)) {
        open.delete(callId);
        return void clock.after(0, () => emit({ type: 'closed', callId }));
      }
      if (call === undefined) return;
      if (type === 'move') return moveOut(callId, call);
      open.set(callId, afterInstruction(call, instruction));
      if (call.moving) return;
      child.tell({ ...instruction, loopback: loopback() });
    },
    carried: (callId) => goesOnBy(open.get(callId)),
    onEvent(listener) {
      listeners.push(listener);
    },
    stop,
  };
}

/** By which a call goes on at another place, of which nobody knows yet. */
function goingOn(callId: string, { offer, after }: CarriedMedia): readonly MediaInstruction[] {
  return [
    { type: 'prepare', callId, offer, after },
    { type: 'hurry', callId },
    { type: 'start', callId },
  ];
}

function goesOnBy({ offer, after, started }: Carried = newlyCarried): CarriedMedia | null {
  return offer === null || after === null || !started ? null : { offer, after };
}

function readOffer(offer: string, reach: Reach, means: MediaMeans): ReadOffer {
  const read = readFarOffer(offer, { ...reach, rules: means, ours: ownFamilies(reach, means) });
  if (!read.ok) return { refused: read.failure.failure, video: 'no' };
  return { refused: null, video: offeredVideo(read.value.video) };
}
