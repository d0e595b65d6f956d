import { failed, ok, type Result } from '../../../../core/result.ts';
import type { TransportAddress } from '../../transport-address.ts';
import type { RelayRequest } from '../relay.ts';
import { shakeHands } from './handshake.ts';
import type { RelayLink } from './link.ts';
import { tcpLink } from './tcp-link.ts';
import { udpLink } from './udp-link.ts';

export interface LinkOpening {
  /** Fails with words. */
  readonly outcome: Promise<Result<RelayLink, string>>;
  /** What comes of it late is closed. */
  cancel(): void;
}

/** To a relay: at once over UDP, with connection and handshake over TCP. */
export function openLink(request: RelayRequest, server: TransportAddress): LinkOpening {
  const { transport, base, connect } = request;
  if (transport === 'udp') return { outcome: Promise.resolve(ok(udpLink(base, server))), cancel: () => {} };
  const connecting = connect(server, base.base.host);
  let cancelled = false;
  const open = async (): Promise<Result<RelayLink, string>> => {
    const connected = await connecting.outcome;
    if (!connected.ok) return connected;
    const stream = connected.value;
    if (!cancelled) {
      const greeted = await shakeHands(stream, request);
      if (!greeted.ok) return greeted;
      if (!cancelled) return ok(tcpLink(greeted.value));
    }
    stream.close();
    return failed('nobody waits for it');
  };
  return {
    outcome: open(),
    cancel() {
      cancelled = true;
      connecting.cancel();
    },
  };
}
