/**
 * A telephone for tests: RTP and RTCP ports of its own, a tone it says, an ear for what is said to it. Its ports are held
 * here and its datagrams pass unchanged; making, pacing, receiving and decoding them is ffmpeg's work, or GStreamer's.
 */
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { type Carrier, carrierFor, type Transport } from './carrier.ts';
import type { Codec } from './codec-lines.ts';
import { DatagramPair, freeEvenPort, type Target } from './datagram-pair.ts';
import { decodedRate, startDecoder, startTone, stopProcess } from './ffmpeg.ts';
import { GstVoice } from './gstreamer/gst-voice.ts';
import { type HeardOptions, Hearing } from './hearing.ts';
import type { LibniceRelay } from './libnice/libnice-peer.ts';
import type { Tone } from './tone.ts';
import { type Traffic, TrafficCounter } from './traffic.ts';

export type { Codec } from './codec-lines.ts';
export type { Target } from './datagram-pair.ts';
export type { HeardOptions } from './hearing.ts';
export type { Traffic } from './traffic.ts';

export interface PeerOptions {
  /** What it says, in Hz. */
  readonly toneHz: number;
  /** What it speaks and understands; PCMU unless told. */
  readonly codec?: Codec;
  /** How long each of its packets of voice is, in milliseconds; 20 unless told. */
  readonly packetMs?: number;
  /** Where its ports are bound. */
  readonly address?: string;
  /** Who speaks and listens there. `none`: its ports are held, and that is all. `ear`: nobody speaks but the test itself. */
  readonly media?: 'ffmpeg' | 'gstreamer' | 'ear' | 'none';
  /** `sdes`: it speaks and understands SRTP, under a key that an offer names; `mki`: with an identifier of the key in each packet. */
  readonly security?: 'sdes' | 'mki' | 'none';
  readonly transport?: Transport;
  /** The one that it is behind. */
  readonly relay?: LibniceRelay;
  /** It is called, and does not call. */
  readonly isCalled?: boolean;
}

export class Peer {
  readonly toneHz: number;
  readonly #outer: Carrier;
  readonly #inner: DatagramPair;
  readonly #traffic = new TrafficCounter();
  readonly #hearing: Hearing;
  readonly media: NonNullable<PeerOptions['media']>;
  readonly #codec: Codec;
  readonly #packetMs: number;
  readonly #key: string | undefined;
  readonly #mki: string | undefined;
  #voice: GstVoice | null = null;
  #children: ChildProcess[] = [];
  #decoder: Target | null = null;
  /** Null where it hears by other means, or not yet. */
  #hearingWith: { readonly decoding: ChildProcess | null; readonly key: string | undefined } = {
    decoding: null,
    key: undefined,
  };
  #stopped = false;

  private constructor(options: PeerOptions, outer: Carrier, inner: DatagramPair) {
    this.toneHz = options.toneHz;
    this.media = options.media ?? 'ffmpeg';
    this.#codec = options.codec ?? 'PCMU';
    this.#packetMs = options.packetMs ?? 20;
    this.#key = (options.security ?? 'none') === 'none' ? undefined : randomBytes(30).toString('base64');
    this.#mki = options.security === 'mki' ? '07' : undefined;
    this.#outer = outer;
    this.#inner = inner;
    this.#hearing = new Hearing(`peer on port ${outer.local.rtpPort}`, decodedRate);
    inner.onDatagram((kind, datagram) => outer.send(kind, datagram));
    outer.onDatagram((kind, datagram, from) => {
      if (kind === 'rtcp') {
        this.#traffic.rtcp();
        if (this.#voice !== null) inner.send('rtcp', datagram, this.#voice.local);
        return;
      }
      this.#traffic.rtp(datagram, from);
      if (this.#decoder !== null) inner.send('rtp', datagram, this.#decoder);
    });
  }

  /** Binds its ports; silent until {@link talkTo}. */
  static async start(options: PeerOptions): Promise<Peer> {
    const outer = await carrierFor(options);
    return new Peer(options, outer, await DatagramPair.bind('127.0.0.1'));
  }

  /** What an offer says of it. */
  get local(): Target {
    return { ...this.#outer.local, codec: this.#codec, key: this.#key, mki: this.#mki };
  }

  /** Before an offer of the other side is answered: its {@link local} may be another one then. */
  follow(target: Target): Promise<void> {
    return this.#outer.follow(target);
  }

  /** Begins ICE anew by itself, as its {@link local} says then. */
  renew(): Promise<void> {
    return this.#outer.renew();
  }

  /** What arrived so far. */
  get traffic(): Traffic {
    return this.#traffic.counts;
  }

  /** What was heard in the last 0.4 s. */
  get hearing(): Tone {
    return this.#hearing.last;
  }

  /** Speaks to that address from its own ports, and starts to listen. A later call changes the address, and to ffmpeg the key of what it hears. */
  async talkTo(target: Target): Promise<void> {
    this.#outer.aim(target);
    if (this.media === 'none' || this.#voice !== null || this.#stopped) return;
    // One that does not encrypt takes no offer of a key.
    const key = this.#key === undefined ? undefined : target.key;
    if (this.#children.length > 0) return this.#hearUnder(key);
    if (this.media === 'gstreamer') return this.#startVoice(key);
    if (this.media === 'ffmpeg')
      this.#children = [startTone(this.toneHz, this.#inner.local, this.#codec, this.#key, this.#packetMs)];
    await this.#decode(3, key);
  }

  /** Sends a packet of the test's own. */
  send(datagram: Buffer): void {
    this.#outer.send('rtp', datagram);
  }

  /** What arrives from now on. */
  onRtp(listener: (datagram: Buffer) => void): void {
    this.#outer.onDatagram((kind, datagram) => {
      if (kind === 'rtp') listener(datagram);
    });
  }

  /** Sends nothing more, neither voice nor reports, and listens on; until {@link talkTo}. */
  fallSilent(): void {
    this.#outer.aim(null);
  }

  /** The loudest tone of the next 0.4 s that it hears. */
  listen(timeoutMs?: number): Promise<Tone> {
    return this.#hearing.listen(timeoutMs);
  }

  /** Resolves once it hears that frequency. */
  heard(frequency: number, options?: HeardOptions): Promise<Tone> {
    return this.#hearing.heard(frequency, options);
  }

  /** Resolves once packets still come but there is no voice in them. */
  quiet(maxLevel?: number, timeoutMs?: number): Promise<Tone> {
    return this.#hearing.quiet(maxLevel, timeoutMs);
  }

  /** The keys that it heard; null where it has no ear for them. */
  get keysHeard(): string | null {
    return this.#voice?.keysHeard ?? null;
  }

  /** Presses keys, one behind the other; nothing where it has none. */
  async press(keys: string): Promise<void> {
    await this.#voice?.press(keys);
  }

  async #startVoice(theirKey: string | undefined): Promise<void> {
    const [ownKey, mki] = [this.#key, this.#mki];
    const options = { toneHz: this.toneHz, codec: this.#codec, sendTo: this.#inner.local, ownKey, theirKey, mki };
    this.#voice = await GstVoice.start(options, (chunk) => this.#hearing.push(chunk));
    this.#decoder = this.#voice.local;
  }

  /** Its decoder knows the key that it was started with, and no other. */
  async #hearUnder(key: string | undefined): Promise<void> {
    const { decoding } = this.#hearingWith;
    if (decoding === null || this.#hearingWith.key === key) return;
    this.#hearingWith = { decoding: null, key };
    await stopProcess(decoding);
    await this.#decode(3, key);
  }

  /** Another program may take the decoder's port before it does: then another port is tried. */
  async #decode(attempts: number, key: string | undefined): Promise<void> {
    const port = await freeEvenPort('127.0.0.1');
    if (this.#stopped) return;
    this.#decoder = { address: '127.0.0.1', rtpPort: port, rtcpPort: port + 1 };
    const decoder = startDecoder(port, (chunk) => this.#hearing.push(chunk), this.#codec, key);
    this.#children.push(decoder);
    this.#hearingWith = { decoding: decoder, key };
    decoder.once('exit', () => {
      if (!this.#stopped && attempts > 1 && this.#hearingWith.decoding === decoder)
        void this.#decode(attempts - 1, key);
    });
  }

  /** Ends its processes and closes its ports. */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#hearing.end();
    await Promise.all([
      ...this.#children.map(stopProcess),
      this.#voice?.stop(),
      this.#outer.close(),
      this.#inner.close(),
    ]);
  }
}
