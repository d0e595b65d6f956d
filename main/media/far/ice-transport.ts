import type { MediaMeans } from '../../core/media-means.ts';
import type { Clock, Random } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { type IceFailure, relayLost } from '../ice/agent/failure.ts';
import type { ConfirmedPair, SelectedPair } from '../ice/agent/ice-agent.ts';
import { createIceSession, type IceRound, type IceSession } from '../ice/agent/ice-session.ts';
import type { Dialect } from '../ice/agent/peer-manner.ts';
import type { Candidate } from '../ice/candidates/candidate.ts';
import { type CandidateStyle, candidateLine } from '../ice/candidates/candidate-lines.ts';
import { type Credentials, createCredentials, credentialLines, isSameAgent } from '../ice/candidates/credentials.ts';
import { remoteCandidatesLine } from '../ice/candidates/remote-candidates.ts';
import type { Component, TransportAddress } from '../ice/transport-address.ts';
import { isRtcp } from '../rtp/rtcp.ts';
import { familiesOf, familyRefusal } from '../sdp/families.ts';
import { admittedEndpoint, isSameEndpoint, type Reach } from '../sdp/far-address.ts';
import type { WayFailure } from '../sdp/offer-failure.ts';
import { hostsOf, type OfferedIce } from '../sdp/offered-ice.ts';
import type { OfferedStream } from '../sdp/offered-stream.ts';
import { routedAddress } from '../udp/socket.ts';
import { defaultCandidate } from './default-candidate.ts';
import type { FarTransport, FarTransportDeps, OfferedPath, TransportDescription } from './far-transport.ts';
import { type IceSockets, openIceSockets } from './ice-sockets.ts';

export interface IceTransportDeps extends FarTransportDeps {
  readonly ice: OfferedIce;
  /** What is sent and its reports share the first component (RFC 5761). */
  readonly mux: boolean;
  readonly reach: Reach;
  readonly means: MediaMeans;
  readonly clock: Clock;
  readonly random: Random;
}

/** What our side of ICE begins with. */
export interface OwnIce {
  readonly credentials: Credentials;
  /** The offerer's agent controls, unless the other one is lite (RFC 8445 section 6.1.1). */
  readonly role: 'controlling' | 'controlled';
  /** Where the route to the far side begins, as far as is known. */
  readonly usualHost: string | null;
  /** The offer went to several, who answer each for themselves: each has an agent of its own, and these credentials are of all of them. */
  readonly forked: boolean;
  /** The far side knows another agent of ours, which died: before it answers an offer, or makes one, a check would be a stranger's. */
  readonly unknown: boolean;
}

/**
 * Whatever way ICE finds, to a far side that offers. Sockets are there from the beginning; checks go out once the far side knows of us, which
 * is when the call is answered, or before where it was told of us while it rings. Fails where no socket can be had, or none of a family of the far side's.
 * @param carriedOn another process was in the call before this one
 */
export async function openIceTransport(
  deps: IceTransportDeps,
  { rtp }: Pick<OfferedStream, 'rtp'>,
  carriedOn: boolean,
): Promise<Result<FarTransport, WayFailure>> {
  const { ice, mux, random } = deps;
  const sockets = await openIceSockets({ ...deps, components: mux ? 1 : 2, tcp: tcpStyle(ice) });
  if (!sockets.ok) return sockets;
  const refusal = iceRefusal(ice, sockets.value);
  if (refusal !== null) {
    await sockets.value.close();
    return failed(refusal);
  }
  const routed = rtp === null ? null : await routedAddress(rtp);
  const credentials = createCredentials(random, ice.agent.ufrag);
  const usualHost = routed?.ok ? routed.value : null;
  const own = { credentials, role: 'controlled', usualHost, forked: false, unknown: carriedOn } as const;
  return ok(new IceTransport(deps, sockets.value, own));
}

/** The same to one that answers, over sockets that are there already. */
export function iceTransport(deps: IceTransportDeps, sockets: IceSockets, own: OwnIce): FarTransport {
  return new IceTransport(deps, sockets, own);
}

/** Why no pair could be made with that agent: a relay that was hoped for may have no address of its family. */
export function iceRefusal({ agent }: OfferedIce, sockets: Pick<IceSockets, 'candidates'>): WayFailure | null {
  const own = sockets.candidates().map(({ host }) => host);
  return familyRefusal(familiesOf(hostsOf(agent)), familiesOf(own));
}

/** How a far side that can be connected to writes TCP; to others it means nothing. */
export function tcpStyle({ agent, dialect }: OfferedIce): CandidateStyle | null {
  if (!agent.candidates.some(({ transport }) => transport === 'tcp-pass')) return null;
  return styles[dialect];
}

/** How each writes TCP. */
const styles: Readonly<Record<Dialect, CandidateStyle>> = { 'ms-ice2': 'microsoft', rfc5245: 'standard' };

class IceTransport implements FarTransport {
  readonly asksByItself = true;
  readonly #deps: IceTransportDeps;
  readonly #sockets: IceSockets;
  readonly #own: OwnIce;
  #local: Credentials;
  #ice: OfferedIce;
  /** As agreed of our ports, which stay: RTCP has its own, or has none. */
  readonly #mux: boolean;
  readonly #session: IceSession;
  #started = false;
  /** The far side does not know of this agent yet. */
  #isUnknown: boolean;
  /** Whether the latest offer of theirs has `a=rtcp-mux`; an answer has it only then. */
  #asksForMux: boolean;
  /** The pairs that were told of last, and of whose agent. */
  #told: { readonly ufrag: string; readonly way: string } | null = null;

  constructor(deps: IceTransportDeps, sockets: IceSockets, own: OwnIce) {
    this.#deps = deps;
    this.#sockets = sockets;
    this.#own = own;
    this.#ice = deps.ice;
    this.#mux = deps.mux;
    this.#asksForMux = deps.mux;
    this.#local = own.credentials;
    this.#isUnknown = own.unknown;
    const { reach, clock, random, onFailed } = deps;
    this.#session = createIceSession(
      {
        sockets: sockets.sockets,
        clock,
        random,
        admits: (host, port) => admittedEndpoint(host, port, reach),
        events: {
          onSelected: (component) => this.#selected(component),
          onDatagram: (component, datagram, from) => this.#received(component, datagram, from),
          onFailed: (failure) => this.#failed(failure),
          onRestartFailed: () => {},
        },
      },
      { ...this.#round(), dormant: true },
    );
    sockets.onLost((lost) => {
      this.#session.lose(lost);
      // Also while it rings, when nothing is chosen that could be lost.
      if (sockets.candidates().length === 0) onFailed(relayLost.message);
    });
  }

  describe(as: 'answer' | 'offer'): TransportDescription {
    const [voice, reports] = [this.#named(1), this.#named(this.#reports())];
    // To an offer that says which pairs it uses the answer says the same, and so does a later offer (RFC 8839 sections 4.4.3.2, 4.4.1.2.2).
    const isFinal = (as === 'offer' || this.#ice.chosen.length > 0) && this.#session.isComplete();
    const candidates = isFinal ? this.#components().flatMap((each) => this.#used(each)) : this.#sockets.candidates();
    const style = styles[this.#ice.dialect];
    return {
      address: voice.host,
      rtpPort: voice.port,
      rtcpPort: reports.port,
      attributes: [
        ...credentialLines(this.#local),
        ...candidates.map((candidate) => candidateLine(candidate, style)),
        ...(as === 'offer' ? this.#chosenThere() : []),
        ...(this.#mux && (as === 'offer' || this.#asksForMux) ? ['a=rtcp-mux'] : []),
      ],
    };
  }

  /** A relay's address is none of ours: what leads to it is the way of most of the network. */
  home(): string | null {
    const selected = this.#session.selected(1)?.local;
    return selected?.type === 'host' ? selected.host : this.#own.usualHost;
  }

  lookEarly(): void {
    this.#session.begin();
  }

  start(): void {
    this.#started = true;
    if (this.#isUnknown) return;
    this.#session.begin();
    this.#goOn();
  }

  carries({ ice, mux, rtp }: OfferedStream): boolean {
    if (ice === null) return rtp === null;
    // One port is not enough for another agent that did not ask for that (RFC 5761 section 5.1.1).
    return mux || !this.#mux || isSameAgent(ice.agent, this.#ice.agent);
  }

  async renegotiate({ stream }: OfferedPath): Promise<Result<null, WayFailure>> {
    const { ice, mux } = stream;
    const isRestart = ice !== null && (this.#isUnknown || !isSameAgent(ice.agent, this.#ice.agent));
    const refusal = isRestart ? iceRefusal(ice, this.#sockets) : null;
    if (refusal !== null) return failed(refusal);
    this.#asksForMux = ice !== null && mux;
    if (ice === null) return ok(null);
    this.#ice = ice;
    this.#isUnknown = false;
    if (isRestart) {
      this.#local = createCredentials(this.#deps.random, ice.agent.ufrag);
      this.#session.restart(this.#round());
      return ok(null);
    }
    this.#goOn();
    if (ice.chosen.length > 0) this.#session.confirm(confirmedPairs(ice, stream));
    return ok(null);
  }

  accept({ ice }: OfferedStream): void {
    if (ice === null) return;
    const isRestart = this.#isUnknown || !isSameAgent(ice.agent, this.#ice.agent);
    this.#isUnknown = false;
    this.#ice = ice;
    // Another endpoint answered in its place; our own side was said already.
    if (isRestart) this.#session.restart(this.#round());
    else this.#goOn();
  }

  sendRtp(datagram: Buffer): void {
    this.#session.send(1, datagram);
  }

  sendRtcp(datagram: Buffer): void {
    this.#session.send(this.#reports(), datagram);
  }

  async close(): Promise<void> {
    await Promise.all([this.#session.close(), this.#sockets.close()]);
  }

  #selected(component: Component): void {
    if (component === this.#reports()) this.#deps.onOpen();
    const voice = this.#session.isComplete() ? this.#session.selected(1) : null;
    if (voice !== null && this.#session.role() === 'controlling') this.#tell(voice);
  }

  /** Also where the agent went over to other pairs, because the far side moved. One that begins ICE anew by its answers, each time, is told once. */
  #tell(voice: SelectedPair): void {
    const pairs = this.#components().map((component) => this.#session.selected(component));
    const way = JSON.stringify(pairs.map((pair) => pair && [placeOf(pair.local), placeOf(pair.remote)]));
    const before = this.#told;
    const { ufrag } = this.#ice.agent;
    this.#told = { ufrag, way };
    if (before === null || (before.ufrag === ufrag && before.way !== way)) this.#deps.onChosen(voice);
  }

  /** Whoever says by SDP that it is where it was is believed, even if it answers no checks; and where it was long silent, the way may be another one by now. */
  #goOn(): void {
    const wasSilent = this.#session.isSilent();
    this.#session.farIsThere();
    if (wasSilent) this.#session.restart(this.#round());
    else this.#session.extend(this.#ice.agent.candidates);
  }

  /** What comes to nothing while it rings is looked for anew when the call is answered: the far side may not answer before. */
  #failed({ message }: IceFailure): void {
    if (!this.#started && this.#own.role === 'controlled') this.#session.restart({ ...this.#round(), dormant: true });
    else this.#deps.onFailed(message);
  }

  #received(component: Component, datagram: Buffer, from: TransportAddress): void {
    const { read, onRtp, onRtcp } = this.#deps;
    const isReport = isRtcp(datagram);
    const packet = isReport ? null : read.rtp(datagram);
    const report = isReport ? read.rtcp(datagram) : null;
    if (packet !== null || report !== null) this.#session.mediaFrom(component, from);
    if (packet !== null) onRtp(packet);
    if (report !== null) onRtcp(report);
  }

  #round(): IceRound {
    const { agent, dialect } = this.#ice;
    return {
      role: agent.lite ? 'controlling' : this.#own.role,
      local: this.#local,
      forked: this.#own.forked && this.#local === this.#own.credentials,
      remote: agent,
      components: this.#reports(),
      dialect,
    };
  }

  /** The agent that controls says what it chose. */
  #chosenThere(): string[] {
    if (!this.#session.isComplete() || this.#session.role() !== 'controlling') return [];
    const chosen = this.#components().flatMap((component) => {
      const remote = this.#session.selected(component)?.remote;
      return remote === undefined ? [] : [{ component, host: remote.host, port: remote.port }];
    });
    // [MS-ICE2]'s peers want both components named, also where one port is enough.
    const [voice] = this.#mux && this.#ice.dialect === 'ms-ice2' ? chosen : [];
    return [remoteCandidatesLine(voice === undefined ? chosen : [voice, { ...voice, component: 2 }])];
  }

  #reports(): Component {
    return this.#mux ? 1 : 2;
  }

  #components(): readonly Component[] {
    return this.#mux ? [1] : [1, 2];
  }

  /** What m= and c= name: the selected one, where it is of UDP. */
  #named(component: Component): Candidate {
    const selected = this.#session.selected(component)?.local;
    if (selected?.transport === 'udp') return selected;
    const usual = defaultCandidate(this.#sockets.candidates(), component, this.#own.usualHost);
    const named = usual ?? selected;
    if (named === undefined) throw new Error(`No socket for component ${component}`);
    return named;
  }

  /** The selected one; and, as that may be of TCP, the one that m= and c= name. */
  #used(component: Component): readonly Candidate[] {
    const named = this.#named(component);
    const selected = this.#session.selected(component)?.local ?? named;
    return selected === named ? [named] : [selected, named];
  }
}

/** Our candidate that the far side chose, with its own: the one that its final offer names by default (RFC 8839 section 4.4.1.2.2), before others that are still in there. */
function confirmedPairs({ chosen, agent }: OfferedIce, { rtp, rtcp }: OfferedStream): ConfirmedPair[] {
  return chosen.flatMap(({ component, host, port }) => {
    const named = component === 1 ? rtp : rtcp;
    const all = agent.candidates.filter((candidate) => candidate.component === component);
    const isDefault = (candidate: Candidate) => named !== null && isSameEndpoint(candidate, named);
    const remotes = [...all.filter(isDefault), ...all.filter((candidate) => !isDefault(candidate))];
    return remotes.length === 0 ? [] : [{ component, local: { host, port }, remotes }];
  });
}

function placeOf({ host, port }: TransportAddress): string {
  return `${host} ${port}`;
}
