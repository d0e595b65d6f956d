import { Candidate, candidateFoundation, candidatePriority, type RTCDtlsTransport, StunProtocol } from 'werift';
import { loopback, type NearListener } from './near-listener.ts';
import { NearWay } from './near-way.ts';

/**
 * Bytes that wait for a window that does not read, on top of what the system keeps: half a second of G.711, and less of pictures. What is older is of
 * no use to anybody.
 */
const mostWaiting = { audio: 4 * 1024, video: 64 * 1024 } as const;

/** An active candidate waits for nobody, so that its port means nothing (RFC 6544 section 4.5, RFC 863): no connection has this place. */
export const discard = 9;

/**
 * Gives a connection of the library, which has gathered nothing yet, the listener as its one candidate. The library knows it as a socket for datagrams,
 * so that it checks and repeats as it does over UDP: only {@link withListener} says to the window what it is. Rejects where there is no port, or the
 * library is not as expected.
 */
export async function joinListener(
  { iceTransport }: Pick<RTCDtlsTransport, 'iceTransport'>,
  kind: 'audio' | 'video',
  listener: NearListener,
): Promise<void> {
  const { connection } = iceTransport;
  const protocol = new StunProtocol();
  const received = inner(protocol, 'datagramReceived');
  const ensure = inner(connection, 'ensureProtocol');
  const protocols: unknown = Reflect.get(connection, 'protocols');
  if (!Array.isArray(protocols)) throw new Error('the WebRTC library has no list of protocols');
  const way = new NearWay(mostWaiting[kind]);
  way.onData = (datagram, from) => received.call(protocol, datagram, from);
  // Its type says UDP's own; the library wants no more of it than to send and to close.
  Object.assign(protocol, { transport: way });
  const credentials = { ufrag: connection.localUsername, pwd: connection.localPassword };
  const port = way.join(await listener.admit(credentials, (stream, check) => way.take(stream, check)));
  protocol.localIp = loopback;
  const foundation = candidateFoundation('host', 'udp', loopback);
  protocol.localCandidate = new Candidate(foundation, 1, 'udp', candidatePriority('host'), loopback, port, 'host');
  ensure.call(connection, protocol);
  protocols.push(protocol);
}

// biome-ignore lint/complexity/noBannedTypes: what the library keeps to itself has no type.
function inner(owner: object, name: string): Function {
  const method: unknown = Reflect.get(owner, name);
  if (typeof method !== 'function') throw new Error(`the WebRTC library has no ${name}`);
  return method;
}

/** The offer as the window is to read it: the one candidate is a port that it connects to (RFC 6544 section 4.5). */
export function withListener(offer: string): string {
  return offer.replace(/^(a=candidate:\S+ \d+) udp (.*) typ host.*$/gm, '$1 tcp $2 typ host tcptype passive');
}

/**
 * The answer as the library is to read it. Of the window's candidates nothing is needed, as it connects to us and is known by its first check; the one that stands
 * for them keeps the library waiting for that.
 */
export function withConnecting(answer: string): string {
  const lines = answer.trimEnd().split(/\r\n|\r|\n/);
  const others = lines.filter((line) => !line.startsWith('a=candidate:'));
  return [...others, `a=candidate:1 1 udp 1 ${loopback} ${discard} typ host`, ''].join('\r\n');
}
