/**
 * Debian's ffmpeg as the two halves of a telephone: one process makes a tone and sends it as paced RTP with RTCP sender
 * reports, another receives RTP and decodes it. Neither the packets nor the codec are made by code of this project.
 */
import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { type Codec, payloadTypeOf } from './codec-lines.ts';
import type { Target } from './datagram-pair.ts';

/** Decoded sound comes at this rate, in Hz. */
export const decodedRate = 8000;

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const quiet = ['-hide_banner', '-loglevel', 'error'];

/** Each codec's name to ffmpeg, and how many samples a second it encodes. */
const codecs: Readonly<Record<Codec, { encoder: string; rate: number }>> = {
  PCMU: { encoder: 'pcm_mulaw', rate: 8000 },
  PCMA: { encoder: 'pcm_alaw', rate: 8000 },
  G722: { encoder: 'g722', rate: 16_000 },
  opus: { encoder: 'libopus', rate: 48_000 },
};

/** The one suite that these servers have. */
const suite = 'AES_CM_128_HMAC_SHA1_80';

/** Sends a sine of that frequency at -12 dBFS under the codec's payload type; as SRTP where there is a key to encrypt with. */
export function startTone(
  frequency: number,
  target: Target,
  codec: Codec = 'PCMU',
  key?: string,
  packetMs = 20,
): ChildProcess {
  // Frames as long as the packets keep -re in step with them; the filter's own 1024 samples would leave in bursts.
  const { encoder, rate } = codecs[codec];
  const source = `sine=frequency=${frequency}:sample_rate=${rate}:samples_per_frame=${(rate / 1000) * packetMs},volume=6dB`;
  const protection = key === undefined ? [] : ['-srtp_out_suite', suite, '-srtp_out_params', key];
  const destination = `${key === undefined ? '' : 's'}rtp://${target.address}:${target.rtpPort}?rtcpport=${target.rtcpPort}&pkt_size=${codec === 'opus' ? 1200 : 12 + 8 * packetMs}`;
  const encode = [
    '-ac',
    '1',
    '-c:a',
    encoder,
    ...(codec === 'opus' ? ['-frame_duration', String(packetMs)] : []),
    '-payload_type',
    String(payloadTypeOf(codec)),
    '-f',
    'rtp',
    ...protection,
    destination,
  ];
  return startFfmpeg(['-nostdin', '-re', '-f', 'lavfi', '-i', source, ...encode], ['ignore', 'ignore', 'pipe']);
}

/** Receives RTP at a port of 127.0.0.1, or SRTP under a key, and gives its sound as signed 16-bit samples at {@link decodedRate}. */
export function startDecoder(
  port: number,
  onSound: (chunk: Buffer) => void,
  codec: Codec = 'PCMU',
  key?: string,
): ChildProcess {
  const [profile, crypto] = key === undefined ? ['AVP', ''] : ['SAVP', `a=crypto:1 ${suite} inline:${key}\n`];
  const map = codec === 'opus' ? `a=rtpmap:${payloadTypeOf('opus')} opus/48000/2\n` : '';
  const session = `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio ${port} RTP/${profile} ${payloadTypeOf(codec)}\n${map}${crypto}`;
  const prompt = ['-fflags', 'nobuffer', '-analyzeduration', '0', '-probesize', '32', '-reorder_queue_size', '0'];
  const input = [
    ...prompt,
    '-protocol_whitelist',
    'pipe,udp,rtp,srtp',
    '-listen_timeout',
    '86400',
    '-f',
    'sdp',
    '-i',
    'pipe:0',
  ];
  const output = ['-f', 's16le', '-ar', String(decodedRate), '-ac', '1', '-flush_packets', '1', 'pipe:1'];
  const child = startFfmpeg([...input, ...output], ['pipe', 'pipe', 'pipe']) as ChildProcessByStdio<
    Writable,
    Readable,
    Readable
  >;
  child.stdin.on('error', () => {});
  child.stdin.end(session);
  child.stdout.on('data', onSound);
  return child;
}

/** Ends a process and waits until it is gone. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (!running.has(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Runs it until it is stopped, or this process ends. */
export function startFfmpeg(parameters: string[], stdio: ('ignore' | 'pipe')[]): ChildProcess {
  const command = ['ffmpeg', ...quiet, ...parameters];
  // The kernel ends it even where this process is killed and cannot.
  const [program = 'ffmpeg', ...rest] =
    process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'KILL', '--', ...command] : command;
  const child = spawn(program, rest, { stdio });
  running.add(child);
  child.stderr?.on('data', (text: Buffer) => process.stderr.write(`ffmpeg: ${text.toString()}`));
  child.on('exit', () => running.delete(child));
  child.on('error', (error) => {
    running.delete(child);
    console.error(`ffmpeg could not be started: ${error.message}`);
  });
  return child;
}
