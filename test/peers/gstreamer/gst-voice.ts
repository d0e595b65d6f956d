/**
 * Debian's GStreamer as a telephone: its RTP stack with reports, its codecs, its SRTP with key identifiers, and its keys. None of the packets is
 * made or read by code of this project.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { freeEvenPort, type Target } from '../datagram-pair.ts';
import { buildProgram } from '../native-program.ts';
import { capsOf, type PipelineOptions, pipeline } from './pipeline.ts';

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Keys by their number in RFC 4733 section 3.2. */
const keyNames = '0123456789*#ABCD';
const [pressedMs, pauseMs] = [120, 120];

export type GstVoiceOptions = Omit<PipelineOptions, 'port'>;

export class GstVoice {
  /** Where it receives. */
  readonly local: Target;
  readonly #child: ChildProcess;
  #keys = '';
  #version = '';

  private constructor(child: ChildProcess, port: number, onSound: (chunk: Buffer) => void) {
    this.local = { address: '127.0.0.1', rtpPort: port, rtcpPort: port + 1 };
    this.#child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
    child.stdin?.on('error', () => {});
    child.stderr?.on('data', (text: Buffer) => process.stderr.write(`gst-peer: ${text.toString()}`));
    child.stdio[3]?.on('data', onSound);
    if (child.stdout !== null) createInterface(child.stdout).on('line', (line) => this.#said(line));
  }

  static async start(options: GstVoiceOptions, onSound: (chunk: Buffer) => void): Promise<GstVoice> {
    const program = await buildProgram(join(import.meta.dirname, 'gst-peer.c'), ['gstreamer-1.0']);
    const port = await freeEvenPort('127.0.0.1');
    const all = { ...options, port };
    const child = spawn(program, [pipeline(all), ...capsOf(all)], { stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
    return new GstVoice(child, port, onSound);
  }

  /** As it tells it. */
  get version(): string {
    return this.#version;
  }

  /** The keys that it heard, oldest first. */
  get keysHeard(): string {
    return this.#keys;
  }

  async press(keys: string): Promise<void> {
    for (const key of keys) {
      this.#tell(`press ${keyNames.indexOf(key)}`);
      await delay(pressedMs);
      this.#tell(`release ${keyNames.indexOf(key)}`);
      await delay(pauseMs);
    }
  }

  async stop(): Promise<void> {
    if (!running.has(this.#child)) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }

  #said(line: string): void {
    const [word, ...rest] = line.split(' ');
    if (word === 'key') this.#keys += keyNames[Number(rest[0])] ?? '?';
    if (word === 'version') this.#version = rest.join(' ');
  }

  #tell(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
  }
}
