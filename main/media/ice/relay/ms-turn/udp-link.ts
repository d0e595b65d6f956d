import type { TransportAddress } from '../../transport-address.ts';
import type { RelayBase } from '../relay.ts';
import type { LinkListener, RelayLink } from './link.ts';
import { readMessage } from './read-message.ts';

/** To a relay from a UDP port that carries other things too. What is no message is media ([MS-TURN] section 3.1.10). */
export function udpLink(base: RelayBase, { host, port }: TransportAddress): RelayLink {
  let listener: LinkListener | null = null;
  const send = (datagram: Buffer) => base.send(datagram, host, port);
  const release = base.reserve({ host, port }, (datagram) => {
    const message = readMessage(datagram);
    if (message === null) listener?.onData(datagram);
    else listener?.onMessage(message);
  });
  return {
    reliable: false,
    control: send,
    data: send,
    listen(given) {
      listener = given;
    },
    close: release,
  };
}
