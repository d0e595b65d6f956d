import type { Clock } from '../../../../core/ports.ts';
import { uint32 } from '../../stun/write-stun.ts';
import { addressText, type TransportAddress } from '../../transport-address.ts';
import { firstChannel } from './channel-data.ts';
import type { TurnRequests } from './requests.ts';
import { turnAttributes, turnMethods } from './turn-message.ts';

/** They last for ten minutes (RFC 8656 section 12). */
const renewMs = 480_000;
/** A call changes its way a few times at most; past that, the long form does as well. */
const mostChannels = 16;

/** Numbers that stand for peers, so that each datagram has 4 bytes around it instead of 36. */
export interface Channels {
  /** Asks the relay for a number. Harmless when repeated. */
  bind(peer: TransportAddress): void;
  /** Null as long as the relay gave it none. */
  numberOf(peer: TransportAddress): number | null;
  peerOf(channel: number): TransportAddress | null;
  close(): void;
}

interface Channel {
  readonly number: number;
  readonly peer: TransportAddress;
  bound: boolean;
  cancel: () => void;
}

export function createChannels(requests: TurnRequests, clock: Clock): Channels {
  const channels = new Map<string, Channel>();
  const byNumber = new Map<number, Channel>();
  let closed = false;

  const request = (channel: Channel) => {
    const attributes = [[turnAttributes.channelNumber, uint32(channel.number * 2 ** 16)]] as const;
    requests.ask({ method: turnMethods.channelBind, peer: channel.peer, attributes }, ({ kind }) => {
      if (closed) return;
      channel.bound = kind === 'success';
      // Where it is refused the long form goes on; where nothing answered, it may have been bound.
      if (kind !== 'error') channel.cancel = clock.after(renewMs, () => request(channel));
    });
  };

  return {
    bind(peer) {
      const key = addressText(peer);
      if (channels.has(key) || channels.size === mostChannels) return;
      const number = firstChannel + channels.size;
      const channel: Channel = { number, peer: { host: peer.host, port: peer.port }, bound: false, cancel: () => {} };
      channels.set(key, channel);
      byNumber.set(number, channel);
      request(channel);
    },
    numberOf(peer) {
      const channel = channels.get(addressText(peer));
      return channel?.bound === true ? channel.number : null;
    },
    peerOf: (number) => byNumber.get(number)?.peer ?? null,
    close() {
      closed = true;
      for (const { cancel } of channels.values()) cancel();
    },
  };
}
