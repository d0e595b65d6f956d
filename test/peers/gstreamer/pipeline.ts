import { randomInt } from 'node:crypto';
import type { Codec } from '../codec-lines.ts';
import type { Target } from '../datagram-pair.ts';

/** What a pipeline speaks, hears and encrypts with. Keys are as `inline:` writes them, without their names. */
export interface PipelineOptions {
  readonly toneHz: number;
  readonly codec: Codec;
  readonly sendTo: Target;
  /** Where it receives: the RTP port, and RTCP above it. */
  readonly port: number;
  readonly ownKey?: string | undefined;
  readonly theirKey?: string | undefined;
  /** What its packets name their key by, in hexadecimal digits (RFC 3711 section 3.1). */
  readonly mki?: string | undefined;
}

interface CodecElements {
  readonly payloadType: number;
  readonly clockRate: number;
  readonly rate: number;
  readonly encode: string;
  readonly decode: string;
  readonly depay: string;
}

const codecs: Readonly<Record<Codec, CodecElements>> = {
  PCMU: elements(0, 'mulawenc ! rtppcmupay', 'rtppcmudepay', 'mulawdec'),
  PCMA: elements(8, 'alawenc ! rtppcmapay', 'rtppcmadepay', 'alawdec'),
  G722: { ...elements(9, 'avenc_g722 ! rtpg722pay', 'rtpg722depay', 'avdec_g722'), rate: 16_000 },
  opus: {
    ...elements(111, 'opusenc frame-size=20 ! rtpopuspay', 'rtpopusdepay', 'opusdec'),
    clockRate: 48_000,
    rate: 48_000,
  },
};

function elements(payloadType: number, encode: string, depay: string, decode: string): CodecElements {
  return { payloadType, encode, depay, decode, clockRate: 8000, rate: 8000 };
}

/** Of telephone events, in offers of the tests. */
export const eventType = 101;

/** Samples a second in what the pipeline writes to file descriptor 3. */
export const heardRate = 8000;

/** As `gst-launch-1.0` reads it: paced voice and keys by RTP with RTCP, encrypted where there is a key; what comes is decoded. */
export function pipeline(options: PipelineOptions): string {
  const { codec, toneHz, sendTo, port, ownKey } = options;
  const { payloadType, encode, depay, decode, rate, clockRate } = codecs[codec];
  // Voice and keys are of one source (RFC 4733 section 2.2).
  const ssrc = randomInt(1, 2 ** 32);
  const sink = (to: number) => `udpsink host=${sendTo.address} port=${to} sync=false async=false`;
  const source = (from: number, caps: string) => `udpsrc address=127.0.0.1 port=${from} caps=${caps}`;
  const time = 'min-ptime=20000000 max-ptime=20000000';
  const isSecure = ownKey !== undefined;
  return [
    'rtpbin name=rtp latency=60',
    // In packets of 20 ms from the beginning, 12 dB below the loudest.
    `audiotestsrc is-live=true freq=${toneHz} volume=0.25 samplesperbuffer=${rate / 50}`,
    `! audio/x-raw,rate=${rate},channels=1 ! ${encode} pt=${payloadType} ssrc=${ssrc} ${codec === 'opus' ? '' : time} ! mux.sink_0`,
    `rtpdtmfsrc name=keys pt=${eventType} ssrc=${ssrc} clock-rate=${clockRate} ! mux.priority_sink_0`,
    'rtpdtmfmux name=mux ! rtp.send_rtp_sink_0',
    isSecure ? encryption(ownKey, options.mki) : '',
    `rtp.send_rtp_src_0 ! ${isSecure ? 'enc.rtp_sink_0 enc.rtp_src_0 ! ' : ''}${sink(sendTo.rtpPort)}`,
    `rtp.send_rtcp_src_0 ! ${isSecure ? 'enc.rtcp_sink_0 enc.rtcp_src_0 ! ' : ''}${sink(sendTo.rtcpPort)}`,
    ...(isSecure
      ? [
          'srtpdec name=dec',
          `${source(port, 'application/x-srtp')} ! dec.rtp_sink dec.rtp_src ! rtp.recv_rtp_sink_0`,
          `${source(port + 1, 'application/x-srtcp')} ! dec.rtcp_sink dec.rtcp_src ! rtp.recv_rtcp_sink_0`,
        ]
      : [
          `${source(port, 'application/x-rtp')} ! rtp.recv_rtp_sink_0`,
          `${source(port + 1, 'application/x-rtcp')} ! rtp.recv_rtcp_sink_0`,
        ]),
    `${depay} name=pt${payloadType} ! ${decode} ! audioconvert ! audioresample`,
    `! audio/x-raw,format=S16LE,rate=${heardRate},channels=1 ! fdsink fd=3 sync=false async=false`,
    `rtpdtmfdepay name=pt${eventType} ! fakesink sync=false async=false`,
  ].join(' ');
}

/** What each payload type means, and the key of what comes. */
export function capsOf({ codec, theirKey, mki }: PipelineOptions): string[] {
  const { payloadType, clockRate } = codecs[codec];
  const voice = `application/x-rtp,media=audio,clock-rate=${clockRate},encoding-name=${codec.toUpperCase()}`;
  const events = `application/x-rtp,media=audio,clock-rate=${clockRate},encoding-name=TELEPHONE-EVENT`;
  const suite = ['srtp', 'srtcp'].map((kind) => `${kind}-cipher=aes-128-icm,${kind}-auth=hmac-sha1-80`);
  // Who answers names its key like the offer does.
  const named = mki === undefined ? [] : [`mki=(buffer)${mki}`];
  return [
    ...(theirKey === undefined
      ? []
      : [['srtp=application/x-srtp', `srtp-key=(buffer)${hex(theirKey)}`, ...suite, ...named].join(',')]),
    `${payloadType}=${voice}`,
    `${eventType}=${events}`,
  ];
}

function encryption(key: string, mki: string | undefined): string {
  return `srtpenc name=enc key=${hex(key)}${mki === undefined ? '' : ` mki=${mki}`}`;
}

function hex(key: string): string {
  return Buffer.from(key, 'base64').toString('hex');
}
