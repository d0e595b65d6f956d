import { failed, ok, type Result } from '../../core/result.ts';
import type { SelectedPair } from '../ice/agent/ice-agent.ts';
import { type RtpPacket, readRtp } from '../rtp/packet.ts';
import type { OfferedAudio } from '../sdp/far-offer.ts';
import type { WayFailure } from '../sdp/offer-failure.ts';
import { isVoiceType } from '../sdp/payload-types.ts';
import type { CallingPorts } from './calling-ports.ts';
import type { FarTransport, FarTransportDeps } from './far-transport.ts';
import type { FirstKey, LegProtection } from './leg-protection.ts';
import { type Redirected, redirected } from './redirected.ts';
import { isSamePlace } from './same-place.ts';
import { isWanted } from './wanted-packets.ts';

/** More places do not ring at a time whose voice we would play before somebody accepts. */
const mostForks = 8;

const tooMany: WayFailure = { failure: 'no-path', message: `it rings at more than ${mostForks} places` };

export interface ForksEvents {
  /** Voice of this one came, and is what is heard from now on. */
  onEarly(fork: string, audio: OfferedAudio): void;
  /** Of the one that is heard. */
  onPacket(packet: RtpPacket): void;
}

export interface ForksDeps {
  readonly ports: Pick<CallingPorts, 'wayTo' | 'settled'>;
  readonly key: FirstKey;
  readonly events: ForksEvents;
}

/** Who accepted, as it was prepared. */
export interface Settled {
  readonly transport: FarTransport;
  readonly protection: LegProtection;
}

interface Fork extends Settled {
  readonly name: string;
  readonly told: Redirected;
  audio: OfferedAudio;
  chosen: SelectedPair | null;
  /** No way to it was found. */
  isLost: boolean;
}

/**
 * Everybody who answers the first offer of a call out, until one of them accepts. Each has a way and a key of its own over the same ports.
 *
 *     no answer -> provisional answers -> final answer: its fork is the call, the others end
 *          \______________________________/
 *
 * Of provisional answers the newest is heard that sends voice. Nothing is sent but checks of ICE.
 */
export class Forks {
  readonly #deps: ForksDeps;
  /** Oldest first. */
  readonly #forks: Fork[] = [];
  #heard: Fork | null = null;

  constructor(deps: ForksDeps) {
    this.#deps = deps;
  }

  /** One that may be heard before somebody accepts, or its next answer. */
  provisional(name: string, audio: OfferedAudio): Result<null, WayFailure> {
    const known = this.#forks.find((fork) => fork.name === name);
    if (known !== undefined && this.#follow(known, audio)) return ok(null);
    if (known !== undefined) this.#end(known);
    if (this.#forks.length === mostForks) return failed(tooMany);
    const opened = this.#open(name, audio);
    return opened.ok ? ok(null) : opened;
  }

  /** The final answer: goes on with whichever fork gave it, and tells `to` from now on. Where it fails all is as before. */
  settle(audio: OfferedAudio, to: FarTransportDeps): Result<Settled, WayFailure> {
    const known = this.#forks.find((fork) => isSamePlace(fork.audio, audio));
    const found = known !== undefined && this.#follow(known, audio) ? ok(known) : this.#open('', audio);
    if (!found.ok) return found;
    const accepted = found.value;
    for (const fork of [...this.#forks]) if (fork !== accepted) this.#end(fork);
    this.#deps.ports.settled();
    accepted.told.redirect(to);
    if (accepted.chosen !== null) to.onChosen(accepted.chosen);
    return found;
  }

  close(): void {
    for (const fork of [...this.#forks]) this.#end(fork);
  }

  /** Goes on by another answer of the same fork, where its way can. */
  #follow(fork: Fork, audio: OfferedAudio): boolean {
    if (fork.isLost || !fork.transport.carries(audio)) return false;
    fork.protection.accept(audio.protection.key);
    fork.transport.accept(audio);
    fork.audio = audio;
    return true;
  }

  #open(name: string, audio: OfferedAudio): Result<Fork, WayFailure> {
    const { ports, key } = this.#deps;
    const told = redirected({
      read: { rtp: (datagram) => this.#read(fork, datagram), rtcp: () => null },
      onRtp: (packet) => this.#packet(fork, packet),
      onRtcp: () => {},
      onOpen: () => {},
      onFailed: () => {
        fork.isLost = true;
      },
      onChosen: (pair) => {
        fork.chosen = pair;
      },
      onRelaysAsked: () => {},
    });
    const transport = ports.wayTo(audio, told.deps);
    if (!transport.ok) return transport;
    const protection = key.answered(audio.protection.key);
    const fork: Fork = {
      ...{ name, audio, told, protection, transport: transport.value },
      ...{ chosen: null, isLost: false },
    };
    this.#forks.push(fork);
    transport.value.start();
    return ok(fork);
  }

  #read(fork: Fork, datagram: Buffer): RtpPacket | null {
    const opened = fork.protection.present().openRtp(datagram);
    return opened && readRtp(opened);
  }

  #packet(fork: Fork, packet: RtpPacket): void {
    const { events } = this.#deps;
    if (!isWanted(packet, fork.audio)) return;
    if (isVoiceType(packet.payloadType, fork.audio) && fork !== this.#heard && this.#isNewer(fork)) {
      this.#heard = fork;
      events.onEarly(fork.name, fork.audio);
    }
    if (fork === this.#heard) events.onPacket(packet);
  }

  #isNewer(fork: Fork): boolean {
    return this.#heard === null || this.#forks.indexOf(fork) > this.#forks.indexOf(this.#heard);
  }

  /** What it goes over stays open for the others. */
  #end(fork: Fork): void {
    this.#forks.splice(this.#forks.indexOf(fork), 1);
    if (this.#heard === fork) this.#heard = null;
    void fork.transport.close();
  }
}
