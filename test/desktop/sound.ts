import { spawn } from 'node:child_process';
import { Hearing } from '../peers/hearing.ts';
import type { Session } from './session.ts';
import { until } from './until.ts';

/** The sample rate of everything that is recorded and played here, in Hz; one channel of 16 bits. */
export const soundRate = 16_000;

/** Sinks by their PulseAudio names: what the user hears, and what the microphone hears. */
export type SinkName = 'speakers' | 'headset' | 'micfeed';

const sinks: Readonly<Record<SinkName, string>> = {
  speakers: 'Speakers',
  headset: 'Headset',
  micfeed: 'Microphone feed',
};

/** Starts PulseAudio with sinks "Speakers" and "Headset" and a source "Microphone" that hears what is played to `micfeed`. */
export async function startSound(session: Session): Promise<void> {
  const socket = `${session.makeFolder('run/pulse')}/native`;
  const modules = [
    `load-module module-native-protocol-unix socket=${socket} auth-anonymous=1`,
    ...Object.entries(sinks).map(
      ([name, description]) =>
        `load-module module-null-sink sink_name=${name} rate=48000 norewinds=1 sink_properties="device.description='${description}'"`,
    ),
    'load-module module-remap-source master=micfeed.monitor source_name=microphone source_properties="device.description=Microphone"',
    'set-default-sink speakers',
    'set-default-source microphone',
  ];
  const script = session.writeFile('home/pulse.pa', `${modules.join('\n')}\n`);
  session.env.PULSE_SERVER = `unix:${socket}`;
  session.env.PULSE_COOKIE = `${session.folder}/home/pulse-cookie`;
  session.startService('pulseaudio', 'pulseaudio', [
    ...['-n', '--daemonize=no', '--use-pid-file=no', '--exit-idle-time=-1', '--realtime=no', '--high-priority=no'],
    ...['--log-target=stderr', '--file', script],
  ]);
  await until('sound devices', async () => {
    const sources = await session.run('pactl', ['list', 'short', 'sources']).catch(() => '');
    return sources.toString().includes('\tmicrophone\t');
  });
}

/** A recording that goes on. */
export interface Recording {
  /** What was recorded up to now, at {@link soundRate}. */
  samples(): Int16Array;
  /** The last part of it. */
  last(seconds: number): Int16Array;
  stop(): Promise<Int16Array>;
}

/** Someone who listens at a device until told to stop. */
export interface Ear {
  readonly hearing: Hearing;
  stop(): void;
}

/** The devices of a desktop, and what can be heard and said with them. */
export class Sound {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Runs pactl and resolves with what it prints. */
  async pactl(...args: string[]): Promise<string> {
    return (await this.#session.run('pactl', args)).toString();
  }

  /** How many streams programs have open: what they play, and what they record of the microphone. */
  async streams(): Promise<{ readonly playing: number; readonly recording: number }> {
    // The third column is the client; the microphone's own source has none.
    const count = async (kind: string): Promise<number> =>
      (await this.pactl('list', 'short', kind)).split('\n').filter((line) => /^\d+\t\d+\t\d/.test(line)).length;
    return { playing: await count('sink-inputs'), recording: await count('source-outputs') };
  }

  /** Records what is played to a sink for some seconds. */
  async record(sink: SinkName, seconds: number): Promise<Int16Array> {
    const recording = await this.startRecording(sink);
    const wanted = Math.round(seconds * soundRate);
    await until(`${seconds} s of sound`, () => recording.samples().length >= wanted, {
      withinMs: seconds * 1000 + 30_000,
    });
    return (await recording.stop()).subarray(0, wanted);
  }

  /** Begins to record what is played to a sink; resolves when the first samples came. */
  async startRecording(sink: SinkName): Promise<Recording> {
    const child = this.#record(sink);
    const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    await until(`sound from ${sink}`, () => chunks.length > 0);
    const samples = (): Int16Array => samplesOf(Buffer.concat(chunks));
    return {
      samples,
      last: (seconds) => samples().subarray(-Math.round(seconds * soundRate)),
      stop: async () => {
        child.kill();
        await ended;
        return samples();
      },
    };
  }

  /** Listens at a sink; resolves when sound (be it silence) comes from it. */
  async listenAt(sink: SinkName): Promise<Ear> {
    const hearing = new Hearing(sinks[sink], soundRate);
    const child = this.#record(sink);
    child.stdout.on('data', (chunk: Buffer) => hearing.push(chunk));
    await until(`sound from ${sink}`, () => hearing.samples > 0);
    return {
      hearing,
      stop: () => {
        child.kill();
        hearing.end();
      },
    };
  }

  /** Plays samples at {@link soundRate} to a sink; to `micfeed` is to speak into the microphone. Resolves when played. */
  async play(sink: SinkName, samples: Int16Array): Promise<void> {
    const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
    const format = ['--raw', '--format=s16le', `--rate=${soundRate}`, '--channels=1'];
    await this.#session.run('pacat', ['--playback', `--device=${sink}`, ...format], { input: bytes });
  }

  /** Speaks a tone into the microphone until told to stop. */
  startTone(frequency: number, sink: SinkName = 'micfeed'): () => void {
    const format = ['--raw', '--format=s16le', `--rate=${soundRate}`, '--channels=1', '--latency-msec=40'];
    const command = this.#session.commandFor('pacat', ['--playback', `--device=${sink}`, ...format]);
    const child = spawn(...command, { env: this.#session.env, stdio: ['pipe', 'ignore', 'ignore'] });
    child.stdin.on('error', () => undefined);
    const second = Buffer.alloc(soundRate * 2);
    for (let index = 0; index < soundRate; index += 1) {
      second.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * frequency * index) / soundRate)), index * 2);
    }
    const feed = (): void => {
      while (child.stdin.writable && child.stdin.write(second));
    };
    child.stdin.on('drain', feed);
    feed();
    return () => {
      child.stdin.destroy();
      child.kill();
    };
  }

  #record(sink: SinkName) {
    const format = ['--raw', '--format=s16le', `--rate=${soundRate}`, '--channels=1', '--latency-msec=20'];
    const command = this.#session.commandFor('parec', [`--device=${sink}.monitor`, ...format]);
    return spawn(...command, { env: this.#session.env, stdio: ['ignore', 'pipe', 'ignore'] });
  }

  /** Pulls a device's plug: its module is unloaded. */
  async unplug(sink: SinkName): Promise<void> {
    const modules = await this.pactl('list', 'short', 'modules');
    const line = modules.split('\n').find((candidate) => candidate.includes(`sink_name=${sink} `));
    if (!line) throw new Error(`There is no device ${sink}`);
    await this.pactl('unload-module', line.split('\t')[0] ?? '');
  }
}

function samplesOf(bytes: Buffer): Int16Array {
  const whole = bytes.byteLength - (bytes.byteLength % 2);
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + whole));
}
