import type { Desktop } from '../../desktop/desktop.ts';

/** A stream between a program and a sound device. */
export interface SoundStream {
  readonly kind: 'playing' | 'recording';
  /** Open, but held: nothing passes. */
  readonly corked: boolean;
}

const kinds = { playing: 'sink-inputs', recording: 'source-outputs' } as const;

/** All streams of the app; the microphone's own source is none. */
export async function openStreams(desktop: Desktop): Promise<SoundStream[]> {
  const found = await Promise.all(
    (['playing', 'recording'] as const).map(async (kind) => {
      const told = await desktop.sound.pactl('--format=json', 'list', kinds[kind]);
      return streamsOf(told).map(({ corked }) => ({ kind, corked }));
    }),
  );
  return found.flat();
}

/** Those through which sound passes. */
export async function audibleStreams(desktop: Desktop): Promise<SoundStream[]> {
  return (await openStreams(desktop)).filter(({ corked }) => !corked);
}

interface Told {
  readonly corked: boolean;
  readonly properties: Readonly<Record<string, string>>;
}

function streamsOf(json: string): Told[] {
  return (JSON.parse(json) as Told[]).filter(
    ({ properties }) => properties['application.process.binary'] === 'switchhook',
  );
}
