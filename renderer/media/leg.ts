import type { DeviceView, MediaLegView, MediaReport } from '../../preload/contract/index.ts';
import { candidatesGathered } from './candidates-gathered.ts';
import { createKeySounds } from './key-sounds.ts';
import { watchLevels } from './levels.ts';
import { createMicrophone } from './microphone.ts';
import { createSpeaker } from './speaker.ts';

/** One call's peer connection to the media process, with its microphone and speaker. */
export interface Leg {
  update(view: MediaLegView): void;
  /** Goes on by another offer for this connection, such as one whose first codec is another; nothing is reported of it. */
  goOn(offer: string): void;
  devicesChanged(inputs: readonly DeviceView[]): void;
  /** Ends microphone, speaker and connection at once. */
  close(): void;
}

/** Connects without a microphone, and reports the answer to `offer`. */
export function openLeg(callId: string, offer: string, report: (report: MediaReport) => void): Leg {
  const peer = new RTCPeerConnection({ iceServers: [], bundlePolicy: 'max-bundle' });
  const connected = connect(peer, offer);
  /** Until the latest offer is answered; one after the other. */
  let negotiated: Promise<unknown> = connected;
  let view: MediaLegView | null = null;
  let endLevels: (() => void) | null = null;

  const microphone = createMicrophone({
    attach: async (track) => {
      const transceiver = await connected.catch(() => null);
      if (peer.signalingState !== 'closed') await transceiver?.sender.replaceTrack(track);
    },
    onOutcome: (outcome) => report({ type: 'microphone', callId, outcome }),
  });
  const speaker = connected.then(({ receiver }) => createSpeaker(callId, receiver.track));

  const keys = createKeySounds();

  const setLive = (live: boolean) => {
    if (live) {
      endLevels ??= watchLevels(peer, {
        onLevels: (levels) => report({ type: 'levels', levels: { callId, ...levels } }),
        onHearing: (figures) => report({ type: 'heard', figures: { callId, ...figures } }),
        onStalled: playAnew,
      });
    } else {
      endLevels?.();
      endLevels = null;
    }
  };
  const route = () => {
    void speaker.then(
      (playing) => {
        if (view?.microphone === 'open' || view?.early === true) playing.play(view.speakerId);
        else playing.stop();
      },
      () => {},
    );
  };
  /** Chromium does not go back to playing by itself once there was no device at all. */
  const playAnew = () => {
    void speaker.then(
      (playing) => {
        playing.stop();
        route();
      },
      () => {},
    );
  };
  const fail = (error: unknown) => {
    if (peer.signalingState !== 'closed') report({ type: 'leg-failed', callId, message: String(error) });
  };

  connected.then(() => report({ type: 'leg-answer', callId, sdp: peer.localDescription?.sdp ?? '' })).catch(fail);
  peer.addEventListener('connectionstatechange', () => {
    if (peer.connectionState === 'failed') fail('the connection to the media process failed');
  });

  return {
    update(wanted) {
      view = wanted;
      keys.update(wanted);
      const { microphoneId: deviceId, muted, processing } = wanted;
      microphone.update({ open: wanted.microphone === 'open', deviceId, muted, processing });
      setLive(wanted.microphone === 'open');
      route();
    },
    goOn(next) {
      negotiated = negotiated.then(() => renegotiate(peer, next)).catch(fail);
    },
    devicesChanged(inputs) {
      microphone.devicesChanged(inputs);
      route();
    },
    close() {
      view = null;
      setLive(false);
      microphone.close();
      peer.close();
      route();
    },
  };
}

/** Resolves with the audio of the connection once the answer is made and its candidates are in it. */
async function connect(peer: RTCPeerConnection, offer: string): Promise<RTCRtpTransceiver> {
  await peer.setRemoteDescription({ type: 'offer', sdp: offer });
  const transceiver = peer.getTransceivers()[0];
  if (transceiver === undefined) throw new Error('the offer has no audio');
  transceiver.direction = 'sendrecv';
  await peer.setLocalDescription();
  await candidatesGathered(peer);
  return transceiver;
}

/** What is already there stays: no candidates, and no keys. The media process asked for this and needs no answer. */
async function renegotiate(peer: RTCPeerConnection, offer: string): Promise<void> {
  await peer.setRemoteDescription({ type: 'offer', sdp: offer });
  await peer.setLocalDescription();
}

/** Whether an offer goes on with the connection of the one before: its agent is the same (RFC 8839 section 4.4.1.1.1). */
export function isSameConnection(before: string, next: string): boolean {
  const [one, other] = [before, next].map((sdp) => /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1]);
  return one !== undefined && one === other;
}
