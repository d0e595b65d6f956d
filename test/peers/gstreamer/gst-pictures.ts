/**
 * Debian's GStreamer as the picture of a telephone: it sends a picture of one colour, and tells the colour of what it gets. Its ports are held here and its
 * datagrams pass unchanged; none of the packets is made or read by code of this project.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from '../../desktop/until.ts';
import { DatagramPair, freeEvenPort, type Target } from '../datagram-pair.ts';

export type PictureCodec = 'VP8' | 'H264' | 'H264 mode 0';

/** Mean of a picture: red, green and blue from 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

interface Elements {
  readonly encode: string;
  readonly decode: string;
  readonly lines: (type: number) => readonly string[];
}

const h264 = 'openh264enc bitrate=300000 gop-size=15 ! h264parse config-interval=-1';
const codecs: Readonly<Record<PictureCodec, Elements>> = {
  VP8: {
    encode: 'vp8enc deadline=1 keyframe-max-dist=15 ! rtpvp8pay mtu=1100',
    decode: 'rtpvp8depay ! vp8dec',
    lines: (type) => [`a=rtpmap:${type} VP8/90000`],
  },
  H264: {
    encode: `${h264} ! rtph264pay mtu=1100 aggregate-mode=zero-latency`,
    decode: 'rtph264depay ! h264parse ! openh264dec',
    lines: (type) => [`a=rtpmap:${type} H264/90000`, `a=fmtp:${type} packetization-mode=1;profile-level-id=42e01f`],
  },
  // Slices of their own keep each NAL unit within a packet.
  'H264 mode 0': {
    encode:
      'openh264enc bitrate=300000 gop-size=15 slice-mode=n-slices num-slices=8 ! h264parse config-interval=-1 ! rtph264pay mtu=65000 aggregate-mode=none',
    decode: 'rtph264depay ! h264parse ! openh264dec',
    lines: (type) => [`a=rtpmap:${type} H264/90000`, `a=fmtp:${type} profile-level-id=42e01f`],
  },
};

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Of what is decoded: 8 × 8 points of three bytes. */
const frameBytes = 8 * 8 * 3;

export interface GstPicturesOptions {
  readonly codec?: PictureCodec;
  readonly colour: Colour;
  readonly payloadType?: number;
  /** Another picture than one of that colour, by its name in GStreamer. */
  readonly pattern?: string;
  /** How long it waits for what comes late, in milliseconds; 50 unless told. */
  readonly waitsMs?: number;
}

export class GstPictures {
  readonly payloadType: number;
  readonly #codec: Elements;
  readonly #colour: Colour;
  readonly #pattern: string;
  readonly #waitsMs: number;
  readonly #outer: DatagramPair;
  readonly #inner: DatagramPair;
  #target: Target | null = null;
  #children: ChildProcess[] = [];
  #seen: Colour | null = null;
  #frames = 0;

  private constructor(options: GstPicturesOptions, outer: DatagramPair, inner: DatagramPair) {
    this.payloadType = options.payloadType ?? 100;
    this.#codec = codecs[options.codec ?? 'VP8'];
    this.#colour = options.colour;
    this.#pattern = options.pattern ?? 'solid-color';
    this.#waitsMs = options.waitsMs ?? 50;
    this.#outer = outer;
    this.#inner = inner;
    inner.onDatagram((kind, datagram) => {
      if (this.#target !== null) outer.send(kind, datagram, this.#target);
    });
  }

  static async start(options: GstPicturesOptions): Promise<GstPictures> {
    const [outer, inner] = await Promise.all([DatagramPair.bind('127.0.0.1'), DatagramPair.bind('127.0.0.1')]);
    return new GstPictures(options, outer, inner);
  }

  get local(): Target {
    return this.#outer.local;
  }

  /** What came last, on the average; null before anything did. */
  get seen(): Colour | null {
    return this.#seen;
  }

  /** How many pictures came. */
  get frames(): number {
    return this.#frames;
  }

  /** Its lines in an offer or an answer, under another number where the offer has one. */
  section(direction = 'sendrecv', payloadType = this.payloadType): string {
    const { address, rtpPort, rtcpPort } = this.local;
    return [
      `m=video ${rtpPort} RTP/AVP ${payloadType}`,
      `c=IN IP4 ${address}`,
      `a=rtcp:${rtcpPort} IN IP4 ${address}`,
      ...this.#codec.lines(payloadType),
      `a=rtcp-fb:${payloadType} nack pli`,
      `a=${direction}`,
      '',
    ].join('\r\n');
  }

  /** The number under which a video line has its format. */
  numberIn(section: string): number | undefined {
    const [map = '', fmtp = ''] = this.#codec.lines(0).map((line) => line.replace(/^a=\w+:0 /, ''));
    const types = [...section.matchAll(/^a=rtpmap:(\d+) (\S+)\r$/gm)].filter(([, , name]) => name === map);
    const mode = (text: string): string => /packetization-mode=(\d)/.exec(text)?.[1] ?? '0';
    const isOurs = (type: string | undefined): boolean =>
      fmtp === '' || mode(new RegExp(`^a=fmtp:${type} (.*)$`, 'm').exec(section)?.[1] ?? '') === mode(fmtp);
    const found = types.find(([, type]) => isOurs(type))?.[1];
    return found === undefined ? undefined : Number(found);
  }

  /** Sends its picture there, and looks at what comes. */
  async talkTo(target: Target, payloadType = this.payloadType): Promise<void> {
    this.#target = target;
    if (this.#children.length > 0) return;
    const into = await freeEvenPort('127.0.0.1');
    const { address, rtpPort } = this.#inner.local;
    this.#outer.onDatagram((kind, datagram) => {
      if (kind === 'rtp') this.#inner.send('rtp', datagram, { address, rtpPort: into, rtcpPort: into + 1 });
    });
    const [red, green, blue] = this.#colour;
    const colour = 0xff000000 + red * 0x10000 + green * 0x100 + blue;
    this.#run([
      `videotestsrc is-live=true pattern=${this.#pattern} foreground-color=${colour}`,
      '! video/x-raw,format=I420,width=320,height=180,framerate=15/1',
      `! ${this.#codec.encode} pt=${payloadType} ! udpsink host=${address} port=${rtpPort} sync=false async=false`,
    ]);
    const name = this.#codec.lines(0).join('').includes('VP8') ? 'VP8' : 'H264';
    const look = this.#run([
      `udpsrc address=127.0.0.1 port=${into} caps="application/x-rtp,media=video,clock-rate=90000,encoding-name=${name},payload=${payloadType}"`,
      `! rtpjitterbuffer latency=${this.#waitsMs} ! ${this.#codec.decode} ! videoconvert ! videoscale`,
      '! video/x-raw,format=RGB,width=8,height=8 ! fdsink fd=1 sync=false',
    ]);
    let rest = Buffer.alloc(0);
    look.stdout?.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      for (; rest.length >= frameBytes; rest = rest.subarray(frameBytes)) this.#frame(rest.subarray(0, frameBytes));
    });
  }

  /** Resolves once what comes is nearly of that colour. */
  async sees(wanted: Colour): Promise<void> {
    await until(
      `a picture of ${wanted.join()} at the far side`,
      () => this.#seen !== null && isNear(this.#seen, wanted),
    );
  }

  async stop(): Promise<void> {
    for (const child of this.#children) {
      if (!running.has(child)) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await Promise.all([this.#outer.close(), this.#inner.close()]);
  }

  #frame(points: Buffer): void {
    const sum = [0, 0, 0];
    for (const [at, value] of points.entries()) sum[at % 3] = (sum[at % 3] ?? 0) + value;
    const [red = 0, green = 0, blue = 0] = sum.map((each) => Math.round(each / 64));
    this.#seen = [red, green, blue];
    this.#frames += 1;
  }

  #run(parts: readonly string[]): ChildProcess {
    const words = parts.join(' ').match(/[^\s"]*"[^"]*"|\S+/g) ?? [];
    const child = spawn(
      'setpriv',
      ['--pdeathsig', 'KILL', '--', 'gst-launch-1.0', '-q', ...words.map((word) => word.replaceAll('"', ''))],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    child.stderr?.on('data', (text: Buffer) => process.stderr.write(`gst-launch: ${text.toString()}`));
    running.add(child);
    child.once('exit', () => running.delete(child));
    this.#children = [...this.#children, child];
    return child;
  }
}

/** Colours change a little on their way through two codecs. */
export function isNear(one: Colour, other: Colour): boolean {
  return one.every((value, at) => Math.abs(value - (other[at] ?? 0)) < 40);
}
