import type { KeyTone, MediaLegView } from '../../preload/contract/index.ts';
import { routeTo } from './sink.ts';

/** The files are named so, because not every system takes the keys' own signs in a name. */
const signs: Partial<Record<KeyTone, string>> = { '*': 'star', '#': 'pound' };

/** Lets the user hear the keys that go out of one call. */
export interface KeySounds {
  update(view: Pick<MediaLegView, 'keySent' | 'speakerId'>): void;
}

/** What went out before the first view is not heard any more. */
export function createKeySounds(): KeySounds {
  let heard: number | null | undefined;

  const play = async (tone: KeyTone, deviceId: string) => {
    const sound = new Audio(`tones/key-${signs[tone] ?? tone.toLowerCase()}.wav`);
    await routeTo(sound, deviceId);
    await sound.play();
  };

  return {
    update({ keySent, speakerId }) {
      const before = heard;
      heard = keySent?.before ?? null;
      if (keySent === null || before === undefined || before === heard) return;
      // Whoever cannot hear it sees it all the same.
      void play(keySent.tone, speakerId).catch(() => {});
    },
  };
}
