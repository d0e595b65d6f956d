/**
 * Debian's baresip, a whole user agent: SIP, SDP, RTP, SRTP, ICE, codecs and keys are all its own. It says a tone, and writes what it hears into a
 * file. It is driven over its control port.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../../desktop/until.ts';
import { freePort } from '../free-port.ts';
import { OwnProcess } from '../own-process.ts';
import { BaresipControl, type BaresipEvent } from './control.ts';
import { type BaresipOptions, writeSettings } from './settings.ts';
import { WaveEar } from './wave-ear.ts';

/** Between two keys; it holds each for a moment of its own. */
const keyMs = 250;

export class Baresip {
  /** Where it can be called. */
  readonly uri: string;
  readonly ear: WaveEar;
  readonly #folder: string;
  readonly #process: OwnProcess;
  readonly #control: BaresipControl;
  #keys = '';
  #reports: BaresipEvent | null = null;

  private constructor(folder: string, process: OwnProcess, uri: string, control: BaresipControl) {
    [this.#folder, this.#process, this.uri, this.#control] = [folder, process, uri, control];
    this.ear = new WaveEar(folder, '-dec.wav');
    control.onEvent((event) => this.#heard(event));
  }

  static async start(options: BaresipOptions): Promise<Baresip> {
    const folder = await mkdtemp(join(tmpdir(), 'baresip-'));
    const [sip, control] = [await freePort(), await freePort()];
    await writeSettings(folder, options, { sip, control });
    const process = new OwnProcess('baresip', ['-4', '-f', folder]);
    try {
      const opened = await BaresipControl.open(control);
      await until('baresip to be ready', () => /baresip is ready/.test(process.text));
      return new Baresip(folder, process, `sip:far@127.0.0.1:${sip}`, opened);
    } catch (error) {
      await process.stop();
      throw new Error(`baresip did not start: ${process.text.slice(-2000)}`, { cause: error });
    }
  }

  get isOver(): boolean {
    return this.#process.isOver;
  }

  /** The keys that it heard, oldest first. */
  get keysHeard(): string {
    return this.#keys;
  }

  /** What came to it by its latest count; null before the first, which may be after seconds. */
  get traffic(): { readonly rtpPackets: number; readonly missing: number } | null {
    if (this.#reports === null || this.#reports.received === 0) return null;
    return { rtpPackets: this.#reports.received, missing: this.#reports.lost };
  }

  dial(uri: string): void {
    this.#control.tell('dial', uri);
  }

  hold(): void {
    this.#control.tell('hold');
  }

  resume(): void {
    this.#control.tell('resume');
  }

  async press(keys: string): Promise<void> {
    for (const key of keys) {
      this.#control.tell('sndcode', key);
      await delay(keyMs);
    }
  }

  async stop(): Promise<void> {
    this.#control.close();
    await Promise.all([this.#process.stop(), this.ear.stop()]);
    await rm(this.#folder, { recursive: true, force: true });
  }

  #heard(event: BaresipEvent): void {
    if (event.type === 'CALL_DTMF_START') this.#keys += event.param;
    if (event.type === 'CALL_RTCP') this.#reports = event;
  }
}
