import type { MediaLegView } from '../../preload/contract/index.ts';

/** What the sound page is told of a call that rings, on the system's devices, with all that may be done to the voice. */
export function ringingLeg(callId: string, offer: string): MediaLegView {
  return {
    ...{ callId, offer, microphone: 'closed', muted: false, keySent: null },
    ...{ microphoneId: 'default', speakerId: 'default' },
    processing: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  };
}
