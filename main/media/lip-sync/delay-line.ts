import type { Clock } from '../../core/ports.ts';
import { type RtpPacket, sequenceDifference } from '../rtp/packet.ts';

/** Holds packets back for a while, which may change; they leave in the order in which they came, but for those that came late. */
export interface DelayLine {
  /** Of what comes from now on, in ms. */
  delay(ms: number): void;
  /**
   * Runs it at the packet's turn: at once where nothing is held back. One that comes late, such as a piece of a picture that was sent again, is waited for
   * already: its turn is before those that are ahead of it, or now, where one of those has left.
   */
  pass(place: PacketPlace, run: () => void): void;
  /** What is held back leaves now. */
  flush(): void;
  /** What is held back never leaves. */
  stop(): void;
}

/** Where a packet is in its stream. */
export type PacketPlace = Pick<RtpPacket, 'ssrc' | 'sequenceNumber'>;

/** What is further behind is of another count. */
const mostLate = 1000;

interface Held {
  readonly dueAt: number;
  readonly place: PacketPlace;
  readonly run: () => void;
}

export function createDelayLine(clock: Pick<Clock, 'now' | 'after'>): DelayLine {
  let delayMs = 0;
  let held: Held[] = [];
  /** What left, and is ahead of all else that did. */
  let left: PacketPlace | null = null;
  let cancel: (() => void) | null = null;

  const leave = ({ place, run }: Omit<Held, 'dueAt'>) => {
    if (!isBehind(place, left)) left = place;
    run();
  };
  const release = () => {
    cancel = null;
    const now = clock.now();
    const waiting = held.findIndex(({ dueAt }) => dueAt > now);
    const due = waiting < 0 ? held : held.slice(0, waiting);
    held = waiting < 0 ? [] : held.slice(waiting);
    wait();
    for (const each of due) leave(each);
  };
  const wait = () => {
    const [first] = held;
    if (first !== undefined && cancel === null) cancel = clock.after(Math.max(first.dueAt - clock.now(), 0), release);
  };
  const clear = (): Held[] => {
    cancel?.();
    cancel = null;
    const all = held;
    held = [];
    return all;
  };
  const turnOf = (place: PacketPlace): number => {
    let turn = held.length;
    while (turn > 0 && isBehind(place, held[turn - 1]?.place ?? null)) turn -= 1;
    return turn;
  };

  return {
    delay(ms) {
      delayMs = ms;
    },
    pass(place, run) {
      if ((delayMs === 0 && held.length === 0) || isBehind(place, left)) return leave({ place, run });
      const turn = turnOf(place);
      const dueAt = held[turn]?.dueAt ?? Math.max(clock.now() + delayMs, held.at(-1)?.dueAt ?? 0);
      held.splice(turn, 0, { dueAt, place, run });
      wait();
    },
    flush() {
      for (const each of clear()) leave(each);
    },
    stop: () => void clear(),
  };
}

function isBehind(place: PacketPlace, other: PacketPlace | null): boolean {
  if (other === null || place.ssrc !== other.ssrc) return false;
  const ahead = sequenceDifference(place.sequenceNumber, other.sequenceNumber);
  return ahead <= 0 && ahead >= -mostLate;
}
