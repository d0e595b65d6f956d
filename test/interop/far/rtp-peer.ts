import { answeredTarget, plainOffer } from '../../peers/gateway-call.ts';
import type { LibniceRelay } from '../../peers/libnice/libnice-peer.ts';
import { Peer } from '../../peers/peer.ts';
import type { Row } from '../row.ts';
import { type FarSide, farToneHz } from './far-side.ts';

/** A program that speaks RTP and nothing of signalling, behind an offer as a gateway on the premises writes it. */
export async function openRtpPeer(row: Row, relay: LibniceRelay | null): Promise<FarSide> {
  const { peer: name, transport, protection, codec } = row;
  const media = name === 'gstreamer' ? 'gstreamer' : 'ffmpeg';
  const behind = relay === null ? {} : { relay };
  const peer = await Peer.start({ toneHz: farToneHz, codec, transport, security: protection, media, ...behind });
  return farSideOf(peer, plainOffer(peer.local, codec), async (answer) => answer);
}

/** `answerTo`: what a middleman makes of our answer on its way to the peer. */
export function farSideOf(peer: Peer, offer: string, answerTo: (answer: string) => Promise<string>): FarSide {
  const hasKeys = peer.media === 'gstreamer';
  return {
    offer,
    voice: { kind: 'own', heard: (frequency) => peer.heard(frequency) },
    connect: async (answer) => peer.talkTo(answeredTarget(await answerTo(answer))),
    traffic: async () => peer.traffic,
    keys: hasKeys ? { press: (keys) => peer.press(keys), heard: () => peer.keysHeard ?? '' } : null,
    offersAgain: null,
    close: () => peer.stop(),
  };
}
