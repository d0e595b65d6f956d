import type { LibniceRelay } from '../../peers/libnice/libnice-peer.ts';
import type { PeerName, Row } from '../row.ts';
import { openBaresip } from './baresip.ts';
import type { FarSide } from './far-side.ts';
import { openRtpPeer } from './rtp-peer.ts';
import { openRtpengine } from './rtpengine.ts';
import { openSipp } from './sipp.ts';

const openers: Readonly<Record<PeerName, (row: Row, relay: LibniceRelay | null) => Promise<FarSide>>> = {
  ffmpeg: openRtpPeer,
  gstreamer: openRtpPeer,
  libnice: openRtpPeer,
  rtpengine: openRtpengine,
  baresip: openBaresip,
  sipp: openSipp,
};

/** Starts the row's peer, up to its offer. `relay`: the one that it is behind, where its row says so. */
export function openFarSide(row: Row, relay: LibniceRelay | null): Promise<FarSide> {
  return openers[row.peer](row, relay);
}
