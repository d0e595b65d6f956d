import type { MediaFailure } from '../../main/core/ports.ts';
import type { Transport } from '../peers/carrier.ts';
import type { Codec } from '../peers/codec-lines.ts';

export type PeerName = 'ffmpeg' | 'gstreamer' | 'libnice' | 'baresip' | 'sipp' | 'rtpengine';

/** Relays that our side goes over, and nothing else. */
export type RelayName = 'coturn over UDP' | 'coturn over TCP' | 'MS-TURN over UDP' | 'MS-TURN over TCP';

/** One combination: who is at the other end, how it is reached, how the voice is protected, and in what it is said. */
export interface Row {
  readonly peer: PeerName;
  readonly transport: Transport;
  readonly protection: 'none' | 'sdes' | 'mki';
  readonly codec: Codec;
  readonly relay?: RelayName;
  /** We call it: it answers an offer of ours. */
  readonly called?: boolean;
  /** The server wants encryption, so that our offer insists on it. */
  readonly insists?: boolean;
  /** What is special about it, such as a form of SDP or a chain; a peer knows its own. */
  readonly form?: string;
  /** What has to come of it; unless told both voices, and keys where the peer has any. */
  readonly comes?: { readonly refused: MediaFailure } | { readonly cannot: string };
}
