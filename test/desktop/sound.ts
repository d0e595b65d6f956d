import { spawn } from 'node:child_process';
import { Hearing } from '../peers/hearing.ts';
import type { Session } from './session.ts';
import { until } from './until.ts';

/** The sample rate of everything that is recorded and played here, in Hz; one channel of 16 bits. */
export const soundRate = 16_000;

/** Sinks by their PulseAudio names: what the user hears, and what the microphones hear. */
export type SinkName = 'speakers' | 'headset' | 'micfeed' | 'secondfeed';

/** What can be plugged in and pulled out; the second microphone is not in at first. */
export type Device = 'speakers' | 'headset' | 'microphone' | 'second-microphone';

/** Without rewinds a null sink has a sound card's latency (50 ms), and not one of two seconds. */
const nullSink = (name: SinkName, description: string): readonly string[] => [
  'module-null-sink',
  ...[`sink_name=${name}`, 'rate=48000', 'norewinds=1', `sink_properties="device.description='${description}'"`],
];
const remapSource = (feed: SinkName, name: string, description: string): readonly string[] => [
  'module-remap-source',
  ...[`master=${feed}.monitor`, `source_name=${name}`, `source_properties="device.description='${description}'"`],
];

/** The PulseAudio modules that a device is made of, the one on which the others rest first. */
const modulesOf: Readonly<Record<Device, readonly (readonly string[])[]>> = {
  speakers: [nullSink('speakers', 'Speakers')],
  headset: [nullSink('headset', 'Headset')],
  microphone: [nullSink('micfeed', 'Microphone feed'), remapSource('micfeed', 'microphone', 'Microphone')],
  'second-microphone': [
    nullSink('secondfeed', 'Second microphone feed'),
    remapSource('secondfeed', 'second', 'Built-in microphone'),
  ],
};
const atFirst: readonly Device[] = ['speakers', 'headset', 'microphone'];
const defaults = [
  ['set-default-sink', 'speakers'],
  ['set-default-source', 'microphone'],
] as const;

/** Starts PulseAudio with sinks "Speakers" and "Headset" and a source "Microphone" that hears what is played to `micfeed`. */
export async function startSound(session: Session): Promise<void> {
  const socket = `${session.makeFolder('run/pulse')}/native`;
  const modules = [
    `load-module module-native-protocol-unix socket=${socket} auth-anonymous=1`,
    ...atFirst.flatMap((device) => modulesOf[device]).map((module) => `load-module ${module.join(' ')}`),
    ...defaults.map((command) => command.join(' ')),
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

/** Takes down when the streams of programs last came, changed or went. */
export interface StreamWatch {
  /** By `performance.now()`; 0 where nothing happened yet. */
  last(kind: 'playing' | 'recording'): number;
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
    const hearing = new Hearing(sink, soundRate);
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

  /** Begins to take down when streams came, changed and went; resolves once PulseAudio tells. */
  async watchStreams(): Promise<StreamWatch> {
    const child = spawn(...this.#session.commandFor('pactl', ['subscribe']), {
      env: this.#session.env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const last = { playing: 0, recording: 0 };
    let told = false;
    child.stdout.on('data', (chunk: Buffer) => {
      told = true;
      if (chunk.includes('sink-input')) last.playing = performance.now();
      if (chunk.includes('source-output')) last.recording = performance.now();
    });
    // It hears of itself first, or of whoever comes after it.
    await until('word of PulseAudio', async () => (await this.pactl('info')) !== '' && told);
    return { last: (kind) => last[kind], stop: () => child.kill() };
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

  /** Puts a device in; harmless where it is in. */
  async plug(device: Device): Promise<void> {
    if ((await this.#moduleOf(device)) !== null) return;
    for (const module of modulesOf[device]) await this.pactl('load-module', ...module);
  }

  /** Pulls a device's plug: its modules are unloaded. Harmless where it is out. */
  async unplug(device: Device): Promise<void> {
    const module = await this.#moduleOf(device);
    if (module !== null) await this.pactl('unload-module', module);
  }

  /** Puts in what was there at first, and pulls the rest. */
  async replugAll(): Promise<void> {
    for (const device of Object.keys(modulesOf) as Device[]) {
      await (atFirst.includes(device) ? this.plug(device) : this.unplug(device));
    }
    for (const command of defaults) await this.pactl(...command);
  }

  /** Number of the module that a device rests on. */
  async #moduleOf(device: Device): Promise<string | null> {
    const name = modulesOf[device][0]?.find((argument) => argument.startsWith('sink_name='));
    const modules = (await this.pactl('list', 'short', 'modules')).split('\n');
    return modules.find((line) => line.includes(`${name} `))?.split('\t')[0] ?? null;
  }
}

function samplesOf(bytes: Buffer): Int16Array {
  const whole = bytes.byteLength - (bytes.byteLength % 2);
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + whole));
}
