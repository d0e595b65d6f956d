import type { PictureReport } from '../../preload/contract/index.ts';
import { candidatesGathered } from '../media/candidates-gathered.ts';

/** The peer connection to the media process for the pictures of a call. */
export interface PictureLeg {
  /** Null: no picture goes out. */
  send(track: MediaStreamTrack | null): void;
  /** The most that goes out, in bits a second. */
  limit(bitrate: number | null): void;
  close(): void;
}

export interface PictureLegDeps {
  report(report: PictureReport): void;
  onFar(track: MediaStreamTrack | null): void;
}

/** Enough for a picture of 640 × 360. */
const usualBitrate = 1_000_000;

/** Connects, and reports the answer to `offer`. */
export function openPictureLeg(callId: string, offer: string, { report, onFar }: PictureLegDeps): PictureLeg {
  const peer = new RTCPeerConnection({ iceServers: [], bundlePolicy: 'max-bundle' });
  const connected = connect(peer, offer);
  let bitrate = usualBitrate;

  const fail = (error: unknown) => {
    if (peer.signalingState !== 'closed')
      report({ type: 'picture-failed', callId, message: String(error).slice(0, 500) });
  };
  const withSender = (run: (sender: RTCRtpSender) => Promise<void>) => {
    connected.then(({ sender }) => (peer.signalingState === 'closed' ? undefined : run(sender))).catch(fail);
  };
  connected
    .then(({ receiver }) => {
      onFar(receiver.track);
      report({ type: 'picture-answer', callId, sdp: peer.localDescription?.sdp ?? '' });
    })
    .catch(fail);
  peer.addEventListener('connectionstatechange', () => {
    if (peer.connectionState === 'failed') fail('the connection to the media process failed');
  });

  return {
    send: (track) => withSender((sender) => sender.replaceTrack(track)),
    limit(most) {
      const next = Math.min(most ?? usualBitrate, usualBitrate);
      if (next === bitrate) return;
      bitrate = next;
      withSender((sender) => limitTo(sender, next));
    },
    close: () => peer.close(),
  };
}

async function limitTo(sender: RTCRtpSender, maxBitrate: number): Promise<void> {
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) encoding.maxBitrate = maxBitrate;
  await sender.setParameters(parameters);
}

/** Resolves with the video of the connection once the answer is made and its candidates are in it. */
async function connect(peer: RTCPeerConnection, offer: string): Promise<RTCRtpTransceiver> {
  await peer.setRemoteDescription({ type: 'offer', sdp: offer });
  const transceiver = peer.getTransceivers()[0];
  if (transceiver === undefined) throw new Error('the offer has no video');
  transceiver.direction = 'sendrecv';
  await peer.setLocalDescription();
  await candidatesGathered(peer);
  await limitTo(transceiver.sender, usualBitrate);
  return transceiver;
}
