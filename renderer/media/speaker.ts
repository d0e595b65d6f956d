import { routeTo } from './sink.ts';

/** What plays the far side's voice. */
export interface Speaker {
  /** Plays on the device from now on; a first call starts it. */
  play(deviceId: string): void;
  stop(): void;
}

export function createSpeaker(callId: string, track: MediaStreamTrack): Speaker {
  let element: HTMLAudioElement | null = null;

  const start = () => {
    const audio = document.createElement('audio');
    audio.dataset.call = callId;
    audio.srcObject = new MediaStream([track]);
    // Beside the body, which stays empty.
    document.documentElement.append(audio);
    return audio;
  };

  return {
    play(deviceId) {
      const audio = element ?? start();
      element = audio;
      void routeTo(audio, deviceId).then(() => (element === audio && audio.paused ? audio.play() : undefined));
    },
    stop() {
      if (element === null) return;
      element.pause();
      element.srcObject = null;
      element.remove();
      element = null;
    },
  };
}
