import type { MediaMeans } from '../../core/media-means.ts';
import type { Clock, Random } from '../../core/ports.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Reach } from '../sdp/far-address.ts';
import type { LocalSide } from '../sdp/far-answer.ts';
import type { WayFailure } from '../sdp/offer-failure.ts';
import { type CallingPorts, openCallingPorts } from './calling-ports.ts';
import type { FarLegEvents } from './far-leg.ts';
import { Forks } from './forks.ts';
import { createFirstKey } from './leg-protection.ts';

/** What a call out has before somebody accepts. Its ports stay for as long as the call. */
export interface Calling {
  readonly forks: Pick<Forks, 'provisional' | 'settle'>;
  /** What the first offer says of our side, and by which an answer to it names our key. */
  readonly side: LocalSide;
  readonly keyTag: string;
  /** Resolves when the ports can be bound again. */
  close(): Promise<void>;
}

export interface CallingDeps {
  readonly reach: Reach;
  readonly means: MediaMeans;
  /** Of everything that is sent. */
  readonly ssrc: number;
  readonly events: FarLegEvents;
  readonly clock: Clock;
  readonly random: Random;
}

/** Opens the ports of a call out. */
export async function openCalling(deps: CallingDeps): Promise<Result<Calling, WayFailure>> {
  const opened = await openCallingPorts(deps);
  return opened.ok ? ok(callingAt(opened.value, deps)) : opened;
}

function callingAt(ports: CallingPorts, { events, ssrc }: CallingDeps): Calling {
  const key = createFirstKey();
  const onPacket: FarLegEvents['onEarlyPacket'] = (packet) => events.onEarlyPacket(packet);
  const forks = new Forks({ ports, key, events: { onEarly: (fork, audio) => events.onEarly(fork, audio), onPacket } });
  return {
    forks,
    side: { ...ports.describe(), crypto: key.line, ssrc },
    keyTag: key.tag,
    close() {
      forks.close();
      return ports.close();
    },
  };
}
