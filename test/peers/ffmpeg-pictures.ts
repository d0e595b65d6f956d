/** Debian's ffmpeg as the picture of a telephone: one process sends a test picture, another counts the pictures that come. */
import type { ChildProcess } from 'node:child_process';
import { freeEvenPort, type Target } from './datagram-pair.ts';
import { startFfmpeg, stopProcess } from './ffmpeg.ts';

export type FfmpegPictureCodec = 'VP8' | 'H264';

const payloadType = 100;
const codecs: Readonly<Record<FfmpegPictureCodec, { encode: string; lines: readonly string[] }>> = {
  VP8: { encode: '-c:v libvpx -deadline realtime -g 15 -b:v 300k', lines: ['VP8/90000'] },
  H264: {
    encode:
      '-c:v libx264 -profile:v baseline -preset ultrafast -tune zerolatency -g 15 -b:v 300k -x264-params repeat-headers=1',
    lines: ['H264/90000', 'packetization-mode=1;profile-level-id=42e01f'],
  },
};
/** Of what is decoded: 8 × 8 points of three bytes. */
const frameBytes = 8 * 8 * 3;

export class FfmpegPictures {
  readonly local: Target;
  readonly #codec: FfmpegPictureCodec;
  #children: ChildProcess[] = [];
  #bytes = 0;

  private constructor(codec: FfmpegPictureCodec, port: number) {
    this.#codec = codec;
    this.local = { address: '127.0.0.1', rtpPort: port, rtcpPort: port + 1 };
  }

  static async start(codec: FfmpegPictureCodec): Promise<FfmpegPictures> {
    return new FfmpegPictures(codec, await freeEvenPort('127.0.0.1'));
  }

  /** How many pictures came. */
  get frames(): number {
    return Math.floor(this.#bytes / frameBytes);
  }

  /** Its lines in an offer. */
  section(): string {
    const { address, rtpPort, rtcpPort } = this.local;
    const lines = [
      `m=video ${rtpPort} RTP/AVP ${payloadType}`,
      `c=IN IP4 ${address}`,
      `a=rtcp:${rtcpPort} IN IP4 ${address}`,
    ];
    return [...lines, ...this.#format(), `a=rtcp-fb:${payloadType} nack pli`, 'a=sendrecv', ''].join('\r\n');
  }

  /** Sends its picture there, and looks at what comes. */
  talkTo({ address, rtpPort, rtcpPort }: Target): void {
    const { encode } = codecs[this.#codec];
    const source = '-nostdin -re -f lavfi -i testsrc=size=320x180:rate=15 -pix_fmt yuv420p';
    const destination = `rtp://${address}:${rtpPort}?rtcpport=${rtcpPort}&pkt_size=1100`;
    const sent = `${source} ${encode} -payload_type ${payloadType} -f rtp ${destination}`.split(' ');
    const session = ['v=0', 'o=- 0 0 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0'];
    const looked =
      '-protocol_whitelist pipe,udp,rtp -listen_timeout 86400 -f sdp -i pipe:0 -fps_mode passthrough -vf scale=8:8,format=rgb24';
    const look = startFfmpeg(
      [...looked.split(' '), '-f', 'rawvideo', '-flush_packets', '1', 'pipe:1'],
      ['pipe', 'pipe', 'pipe'],
    );
    look.stdin?.on('error', () => {});
    look.stdin?.end(
      [...session, `m=video ${this.local.rtpPort} RTP/AVP ${payloadType}`, ...this.#format(), ''].join('\n'),
    );
    look.stdout?.on('data', (chunk: Buffer) => {
      this.#bytes += chunk.length;
    });
    this.#children = [startFfmpeg(sent, ['ignore', 'ignore', 'pipe']), look];
  }

  async stop(): Promise<void> {
    await Promise.all(this.#children.map(stopProcess));
  }

  #format(): string[] {
    const [map, parameters] = codecs[this.#codec].lines;
    return [
      `a=rtpmap:${payloadType} ${map}`,
      ...(parameters === undefined ? [] : [`a=fmtp:${payloadType} ${parameters}`]),
    ];
  }
}
