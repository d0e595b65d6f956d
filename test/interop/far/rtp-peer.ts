import { answeredTarget, plainOffer } from '../../peers/gateway-call.ts';
import type { LibniceRelay } from '../../peers/libnice/libnice-peer.ts';
import { Peer } from '../../peers/peer.ts';
import type { Row } from '../row.ts';
import { type Beginning, type FarSide, farToneHz } from './far-side.ts';

/** A program that speaks RTP and nothing of signalling, behind an offer as a gateway on the premises writes it. */
export async function openRtpPeer(row: Row, relay: LibniceRelay | null): Promise<FarSide> {
  const { peer: name, transport, protection, codec } = row;
  const media = name === 'gstreamer' ? 'gstreamer' : 'ffmpeg';
  const behind = relay === null ? {} : { relay };
  const isCalled = row.called === true;
  const shared = { toneHz: farToneHz, codec, transport, security: protection, media } as const;
  const peer = await Peer.start({ ...shared, ...behind, isCalled });
  const sdp = plainOffer(peer.local, codec);
  if (!isCalled) return farSideOf(peer, { kind: 'calls', offer: sdp, take: (answer) => talk(peer, answer) });
  const answer = async (offer: string) => {
    await talk(peer, offer);
    return sdp;
  };
  return farSideOf(peer, { kind: 'called', answer });
}

/** The peer speaks to where that is from. */
export function talk(peer: Peer, sdp: string): Promise<void> {
  return peer.talkTo(answeredTarget(sdp));
}

export function farSideOf(peer: Peer, begins: Beginning): FarSide {
  const hasKeys = peer.media === 'gstreamer';
  return {
    begins,
    voice: { kind: 'own', heard: (frequency) => peer.heard(frequency) },
    traffic: async () => peer.traffic,
    keys: hasKeys ? { press: (keys) => peer.press(keys), heard: () => peer.keysHeard ?? '' } : null,
    offersAgain: null,
    close: () => peer.stop(),
  };
}
