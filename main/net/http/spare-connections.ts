import type { Socket } from 'node:net';
import type { Connector } from '../connect/connector.ts';
import { type Hop, nameOf } from '../connect/hop.ts';
import type { Target } from '../connect/target.ts';

/** One that waits for longer may be forgotten by what is on the way; it is made anew. In milliseconds. */
const freshMs = 45_000;
/** After one was taken, was lost or could not be made; what takes it is not disturbed. */
const againMs = 2_000;
/** No server lets a call ring longer. */
const longestMs = 200_000;

/** Connections that are made before they are needed: at most one for each server and way, as long as somebody holds it. */
export interface SpareConnections {
  /** From now on one is there; until the returned function is called, or for so long as a call may ring. */
  hold(hop: Hop, target: Target): () => void;
  /** The one that is there or just being made; null where there is none that is alive. It is the caller's now. */
  take(hop: Hop, target: Target): Promise<Socket | null>;
  close(): void;
}

interface Spare {
  holders: number;
  socket: Promise<Socket | null> | null;
  timer: NodeJS.Timeout | undefined;
}

export function createSpareConnections(connector: Pick<Connector, 'open'>): SpareConnections {
  const spares = new Map<string, Spare>();
  const nameFor = (hop: Hop, { host, port }: Target): string => `${nameOf(hop)} ${host}:${port}`;

  function later(spare: Spare, ms: number, run: () => void): void {
    clearTimeout(spare.timer);
    spare.timer = setTimeout(run, ms);
    spare.timer.unref();
  }

  function fill(spare: Spare, hop: Hop, target: Target): void {
    const again = (): void => {
      if (spare.holders > 0) fill(spare, hop, target);
    };
    const opening = connector.open(hop, target).then(
      (socket) => {
        // Who has nothing to say to it does not hear that it ended otherwise.
        socket.on('error', () => {}).resume();
        socket.once('close', () => {
          if (spare.socket !== opening) return;
          spare.socket = null;
          later(spare, againMs, again);
        });
        return socket;
      },
      () => {
        if (spare.socket === opening) later(spare, againMs, again);
        return null;
      },
    );
    spare.socket = opening;
    later(spare, freshMs, () => {
      void discard(spare);
      again();
    });
  }

  async function discard(spare: Spare): Promise<void> {
    const { socket } = spare;
    spare.socket = null;
    clearTimeout(spare.timer);
    (await socket)?.destroy();
  }

  function hold(hop: Hop, target: Target): () => void {
    const name = nameFor(hop, target);
    const spare = spares.get(name) ?? { holders: 0, socket: null, timer: undefined };
    spares.set(name, spare);
    spare.holders += 1;
    if (spare.holders === 1) fill(spare, hop, target);
    let isHeld = true;
    const release = (): void => {
      clearTimeout(longest);
      if (!isHeld) return;
      isHeld = false;
      spare.holders -= 1;
      if (spare.holders > 0) return;
      spares.delete(name);
      void discard(spare);
    };
    const longest = setTimeout(release, longestMs);
    longest.unref();
    return release;
  }

  return {
    hold,
    async take(hop, target) {
      const spare = spares.get(nameFor(hop, target));
      const opening = spare?.socket ?? null;
      if (spare === undefined || opening === null) return null;
      spare.socket = null;
      later(spare, againMs, () => {
        if (spare.holders > 0 && spare.socket === null) fill(spare, hop, target);
      });
      const socket = await opening;
      return socket === null || socket.destroyed || !socket.writable || socket.readableEnded ? null : socket;
    },
    close() {
      for (const spare of spares.values()) void discard(spare);
      spares.clear();
    },
  };
}
