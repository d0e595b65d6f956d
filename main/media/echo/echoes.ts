import type { Clock, MediaEvent, Random } from '../../core/ports.ts';
import { type EchoPeer, openEchoPeer } from './echo-peer.ts';

/** The far sides of test calls. */
export interface Echoes {
  /** Opens one for a call; `offered` is given its offer, or `fail` the words for why there is none. */
  open(callId: string, then: { offered(offer: string): void; fail(message: string): void }): Promise<void>;
  /** What the gateway says of a call: the answer is the echo's. */
  heard(event: MediaEvent): void;
  close(callId: string): Promise<void>;
  closeAll(): Promise<void>;
}

export function createEchoes(clock: Clock, random: Random): Echoes {
  /** Null while it is being opened. */
  const echoes = new Map<string, EchoPeer | null>();

  const close = async (callId: string): Promise<void> => {
    const echo = echoes.get(callId);
    echoes.delete(callId);
    await echo?.close();
  };

  return {
    async open(callId, { offered, fail }) {
      if (echoes.has(callId)) return;
      echoes.set(callId, null);
      const opened = await openEchoPeer(clock, random);
      if (!echoes.has(callId)) {
        if (opened.ok) await opened.value.close();
        return;
      }
      if (!opened.ok) {
        echoes.delete(callId);
        return fail(opened.failure);
      }
      echoes.set(callId, opened.value);
      offered(opened.value.offer);
    },
    heard(event) {
      if (event.type === 'prepared') echoes.get(event.callId)?.answered(event.farAnswer);
      if (event.type === 'failed') void close(event.callId);
    },
    close,
    async closeAll() {
      await Promise.all([...echoes.keys()].map(close));
    },
  };
}
