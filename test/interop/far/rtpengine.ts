import type { Transport } from '../../peers/carrier.ts';
import { plainOffer } from '../../peers/gateway-call.ts';
import { Peer } from '../../peers/peer.ts';
import { type NgFlags, Rtpengine } from '../../peers/rtpengine/rtpengine.ts';
import type { Row } from '../row.ts';
import { type Beginning, type FarSide, farToneHz } from './far-side.ts';
import { farSideOf, talk } from './rtp-peer.ts';

/** The form of a row in which it speaks another codec to us than the telephone does. */
export const transcoding = 'PCMU behind it';
export const refusedChain = 'DTLS-SRTP towards us';
/** One line that offers either, as rtpengine does unless told otherwise. */
export const either = 'SDES or DTLS-SRTP, as we like';
export const chained = 'DTLS-SRTP between two of it';

/** How rtpengine is told to go on, from the telephone's plain RTP to us: one set of flags for each hop. */
const chains: Readonly<Record<string, readonly NgFlags[]>> = {
  [refusedChain]: [{ 'transport-protocol': 'UDP/TLS/RTP/SAVPF' }],
  [chained]: [{ 'transport-protocol': 'UDP/TLS/RTP/SAVP' }, { 'transport-protocol': 'RTP/SAVP' }],
};

const ice: Readonly<Partial<Record<Transport, NgFlags>>> = {
  direct: { ICE: 'remove' },
  rfc5245: { ICE: 'force' },
  'ice-lite': { ICE: 'force', 'ICE-lite': 'forward' },
};

/** rtpengine as who speaks to us; behind it a telephone of GStreamer, with plain RTP. */
export async function openRtpengine(row: Row): Promise<FarSide> {
  const engine = await Rtpengine.start();
  try {
    return await farSideBehind(engine, row);
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

async function farSideBehind(engine: Rtpengine, row: Row): Promise<FarSide> {
  const behind = row.form === transcoding ? 'PCMU' : row.codec;
  const peer = await Peer.start({ toneHz: farToneHz, codec: behind, media: 'gstreamer' });
  const begins = row.called === true ? calledBehind(engine, peer, row) : await callingBehind(engine, peer, row, behind);
  const far = farSideOf(peer, begins);
  return {
    ...far,
    async close() {
      await far.close();
      await engine.stop();
    },
  };
}

async function callingBehind(engine: Rtpengine, peer: Peer, row: Row, codec: Row['codec']): Promise<Beginning> {
  const hops = hopsOf(row);
  let offer = plainOffer(peer.local, codec);
  for (const [at, flags] of hops.entries()) offer = await engine.offer(callOf(at), offer, flags);
  return {
    kind: 'calls',
    offer,
    async take(answer) {
      let back = answer;
      for (let at = hops.length - 1; at >= 0; at -= 1) back = await engine.answer(callOf(at), back);
      await talk(peer, back);
    },
  };
}

/** Towards the telephone our offer becomes one of plain RTP; what is answered to us is rtpengine's own. */
function calledBehind(engine: Rtpengine, peer: Peer, { codec, transport }: Row): Beginning {
  const lite = transport === 'ice-lite' ? { 'ICE-lite': 'backward' } : {};
  return {
    kind: 'called',
    async answer(offer) {
      const towards = await engine.offer(callOf(0), offer, { ICE: 'remove', 'transport-protocol': 'RTP/AVP', ...lite });
      await talk(peer, towards);
      const ice = transport === 'direct' ? { ICE: 'remove' } : { ICE: 'force' };
      return engine.answer(callOf(0), plainOffer(peer.local, codec), ice);
    },
  };
}

function hopsOf({ form = '', transport, protection, codec }: Row): readonly NgFlags[] {
  const chain = chains[form] ?? [{ 'transport-protocol': protection === 'none' ? 'RTP/AVP' : 'RTP/SAVP' }];
  const coding = form === transcoding ? { codec: { mask: ['all'], transcode: [codec, 'telephone-event'] } } : {};
  return chain.map((flags, at) => ({
    // Towards the telephone it is as its offer says.
    ...(at === chain.length - 1 ? { ...ice[transport], ...coding } : { ICE: 'remove' }),
    ...flags,
    // Unless it is told otherwise it offers DTLS-SRTP on the same line too.
    ...(flags['transport-protocol'] === 'RTP/SAVP' && form !== either ? { DTLS: 'off' } : {}),
  }));
}

const callOf = (hop: number) => `hop ${hop}`;
