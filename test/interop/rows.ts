/** The matrix. Each row is a call that is really made, or says why it cannot be made. */
import type { Codec } from '../peers/codec-lines.ts';
import { type DescriptionName, describedCodecs } from '../peers/sipp/descriptions.ts';
import { askedToOffer, dtls, holding } from './far/baresip.ts';
import { chained, either, refusedChain, transcoding } from './far/rtpengine.ts';
import type { Row } from './row.ts';

const codecs: readonly Codec[] = ['PCMU', 'PCMA', 'G722', 'opus'];

const noMki = "its SRTP knows no key identifiers: libavformat's srtp.c does not read or write any";
const noTls = 'it speaks no DTLS-SRTP; a chain of rtpengine stands for that';
const overTcp = 'this relay gives an address of TCP alone to who asks over TCP, and the peer has none of TCP';

const ffmpeg: readonly Row[] = [
  ...codecs.flatMap((codec): Row[] => [
    { peer: 'ffmpeg', transport: 'direct', protection: 'none', codec },
    { peer: 'ffmpeg', transport: 'direct', protection: 'sdes', codec },
  ]),
  { peer: 'ffmpeg', transport: 'direct', protection: 'mki', codec: 'PCMU', comes: { cannot: noMki } },
  { peer: 'ffmpeg', transport: 'direct', protection: 'none', codec: 'PCMA', called: true },
  { peer: 'ffmpeg', transport: 'direct', protection: 'sdes', codec: 'G722', called: true },
];

const gstreamer: readonly Row[] = [
  { peer: 'gstreamer', transport: 'direct', protection: 'none', codec: 'PCMU' },
  { peer: 'gstreamer', transport: 'direct', protection: 'none', codec: 'PCMA' },
  { peer: 'gstreamer', transport: 'direct', protection: 'none', codec: 'opus' },
  { peer: 'gstreamer', transport: 'direct', protection: 'sdes', codec: 'PCMU' },
  { peer: 'gstreamer', transport: 'direct', protection: 'mki', codec: 'PCMU' },
  { peer: 'gstreamer', transport: 'direct', protection: 'mki', codec: 'PCMA' },
  { peer: 'gstreamer', transport: 'ice', protection: 'mki', codec: 'PCMA' },
  { peer: 'gstreamer', transport: 'ice', protection: 'sdes', codec: 'opus' },
  {
    peer: 'gstreamer',
    transport: 'direct',
    protection: 'none',
    codec: 'G722',
    comes: { cannot: "Debian's good and bad plug-ins have no coder for it" },
  },
  { peer: 'gstreamer', transport: 'direct', protection: 'none', codec: 'PCMU', called: true },
  { peer: 'gstreamer', transport: 'ice', protection: 'sdes', codec: 'PCMA', called: true },
];

const libnice: readonly Row[] = [
  { peer: 'libnice', transport: 'ice', protection: 'none', codec: 'PCMA' },
  { peer: 'libnice', transport: 'ice', protection: 'sdes', codec: 'PCMU' },
  { peer: 'libnice', transport: 'ice-tcp', protection: 'sdes', codec: 'PCMU' },
  { peer: 'libnice', transport: 'rfc5245', protection: 'sdes', codec: 'G722' },
  { peer: 'libnice', transport: 'rfc5245', protection: 'none', codec: 'opus' },
  { peer: 'libnice', transport: 'ice-lite', protection: 'sdes', codec: 'PCMU' },
  { peer: 'libnice', transport: 'ice', protection: 'sdes', codec: 'G722', called: true },
  { peer: 'libnice', transport: 'rfc5245', protection: 'sdes', codec: 'PCMU', called: true },
  { peer: 'libnice', transport: 'ice-lite', protection: 'none', codec: 'PCMA', called: true },
];

const relayed: readonly Row[] = [
  { peer: 'libnice', transport: 'ice', protection: 'sdes', codec: 'PCMU', relay: 'coturn over UDP' },
  { peer: 'libnice', transport: 'rfc5245', protection: 'sdes', codec: 'opus', relay: 'coturn over UDP' },
  { peer: 'libnice', transport: 'ice', protection: 'sdes', codec: 'PCMU', relay: 'coturn over TCP' },
  { peer: 'libnice', transport: 'ice', protection: 'sdes', codec: 'PCMU', relay: 'MS-TURN over UDP' },
  { peer: 'libnice', transport: 'relay', protection: 'sdes', codec: 'PCMU', relay: 'MS-TURN over UDP' },
  { peer: 'libnice', transport: 'ice-tcp', protection: 'sdes', codec: 'PCMU', relay: 'MS-TURN over TCP' },
  {
    peer: 'libnice',
    transport: 'ice',
    protection: 'sdes',
    codec: 'PCMU',
    relay: 'MS-TURN over TCP',
    comes: { cannot: overTcp },
  },
  { peer: 'libnice', transport: 'ice', protection: 'sdes', codec: 'PCMU', relay: 'coturn over UDP', called: true },
  { peer: 'libnice', transport: 'ice', protection: 'sdes', codec: 'G722', relay: 'MS-TURN over UDP', called: true },
  { peer: 'libnice', transport: 'relay', protection: 'sdes', codec: 'PCMU', relay: 'MS-TURN over UDP', called: true },
];

const rtpengine: readonly Row[] = [
  { peer: 'rtpengine', transport: 'direct', protection: 'none', codec: 'PCMU' },
  { peer: 'rtpengine', transport: 'direct', protection: 'sdes', codec: 'PCMU' },
  { peer: 'rtpengine', transport: 'direct', protection: 'sdes', codec: 'PCMU', form: either },
  { peer: 'rtpengine', transport: 'rfc5245', protection: 'sdes', codec: 'PCMA' },
  { peer: 'rtpengine', transport: 'ice-lite', protection: 'sdes', codec: 'PCMU' },
  { peer: 'rtpengine', transport: 'direct', protection: 'sdes', codec: 'PCMU', form: chained },
  { peer: 'rtpengine', transport: 'direct', protection: 'sdes', codec: 'opus', form: transcoding },
  {
    peer: 'rtpengine',
    transport: 'direct',
    protection: 'none',
    codec: 'PCMU',
    form: refusedChain,
    comes: { refused: 'encryption-mismatch' },
  },
  {
    peer: 'ffmpeg',
    transport: 'direct',
    protection: 'none',
    codec: 'PCMU',
    form: 'DTLS-SRTP',
    comes: { cannot: noTls },
  },
  { peer: 'rtpengine', transport: 'direct', protection: 'none', codec: 'PCMU', called: true },
  { peer: 'rtpengine', transport: 'direct', protection: 'sdes', codec: 'PCMU', called: true, insists: true },
  { peer: 'rtpengine', transport: 'rfc5245', protection: 'sdes', codec: 'PCMA', called: true },
  { peer: 'rtpengine', transport: 'ice-lite', protection: 'sdes', codec: 'PCMU', called: true },
];

const baresip: readonly Row[] = [
  ...codecs.map((codec): Row => ({ peer: 'baresip', transport: 'direct', protection: 'sdes', codec })),
  { peer: 'baresip', transport: 'direct', protection: 'none', codec: 'PCMA', form: askedToOffer },
  { peer: 'baresip', transport: 'direct', protection: 'sdes', codec: 'PCMU', form: askedToOffer },
  { peer: 'baresip', transport: 'rfc5245', protection: 'sdes', codec: 'G722' },
  {
    peer: 'baresip',
    transport: 'direct',
    protection: 'none',
    codec: 'PCMU',
    form: dtls,
    comes: { refused: 'encryption-mismatch' },
  },
  { peer: 'baresip', transport: 'direct', protection: 'none', codec: 'PCMU', form: holding },
  { peer: 'baresip', transport: 'direct', protection: 'sdes', codec: 'PCMU', form: holding },
  { peer: 'baresip', transport: 'rfc5245', protection: 'sdes', codec: 'PCMU', form: holding },
  { peer: 'baresip', transport: 'direct', protection: 'none', codec: 'PCMU', called: true },
  { peer: 'baresip', transport: 'direct', protection: 'sdes', codec: 'G722', called: true, insists: true },
  {
    peer: 'baresip',
    transport: 'rfc5245',
    protection: 'sdes',
    codec: 'PCMU',
    called: true,
    insists: true,
    form: holding,
  },
];

const sipp: readonly Row[] = Object.entries(describedCodecs).map(([form, codec]) => ({
  peer: 'sipp',
  transport: 'direct',
  protection: 'none',
  codec,
  form: form as DescriptionName,
}));

export const rows: readonly Row[] = [ffmpeg, gstreamer, libnice, relayed, rtpengine, baresip, sipp].flat();

/** A few for each run of the tests: what stands on programs that they have anyway. */
export const sampleRows: readonly Row[] = [
  { peer: 'ffmpeg', transport: 'direct', protection: 'sdes', codec: 'G722' },
  { peer: 'libnice', transport: 'rfc5245', protection: 'sdes', codec: 'opus', relay: 'coturn over UDP' },
  { peer: 'libnice', transport: 'ice', protection: 'sdes', codec: 'PCMU', relay: 'MS-TURN over UDP' },
  { peer: 'libnice', transport: 'ice', protection: 'sdes', codec: 'PCMU', called: true },
];
