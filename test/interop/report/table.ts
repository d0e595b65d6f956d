import type { HeardFigures, Outcome } from '../figures.ts';
import { faultOf } from '../measure-row.ts';
import type { PeerName, Row } from '../row.ts';

/** A row and what came of it. */
export interface Result {
  readonly row: Row;
  readonly outcome: Outcome;
  /** How often it was called; more than once where it did not hold at first. */
  readonly tries?: number;
}

const peers: Readonly<Record<PeerName, string>> = {
  ffmpeg: 'ffmpeg',
  gstreamer: 'GStreamer',
  libnice: 'libnice, with the voice of ffmpeg',
  rtpengine: 'rtpengine, with a telephone of GStreamer behind it',
  baresip: 'baresip',
  sipp: 'sipp',
};

const transports: Readonly<Record<Row['transport'], string>> = {
  direct: 'ports of the SDP',
  ice: 'ICE as Skype for Business',
  'ice-tcp': 'ICE as Skype for Business, TCP alone',
  rfc5245: 'ICE of RFC 5245',
  'ice-lite': 'ICE, a lite peer',
  relay: 'ICE as Skype for Business, by its relay',
};

const protections: Readonly<Record<Row['protection'], string>> = {
  none: 'none',
  sdes: 'SDES',
  mki: 'SDES with MKI',
};

/** What is at the other end, in words. */
export function peerOf(name: PeerName): string {
  return peers[name];
}

/** A row in words. */
export function nameOf({ peer, transport, protection, codec, relay, form, called, insists }: Row): string {
  const special = [called ? 'called' : undefined, insists ? 'encryption required' : undefined, relay, form].flatMap(
    (each) => (each ? [`, ${each}`] : []),
  );
  return `${peer}: ${transports[transport]}, protection ${protections[protection]}, ${codec}${special.join('')}`;
}

/** Rows as a table of Markdown. */
export function table(results: readonly Result[]): string {
  return [
    '| way | protection | codec | besides | heard in the page | lost | heard by the peer | lost | keys here / there | outcome |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...results.map(line),
  ].join('\n');
}

function line({ row, outcome, tries = 1 }: Result): string {
  const figures = outcome.type === 'talked' ? outcome.figures : null;
  const relay = row.relay === undefined ? [] : [`we over ${row.relay} alone`];
  const besides = [
    ...(row.called ? [row.insists ? 'we call, and insist on encryption' : 'we call'] : []),
    ...relay,
    ...(row.form ? [row.form] : []),
  ].join(', ');
  const cells = [
    transports[row.transport],
    protections[row.protection],
    row.codec,
    besides,
    ...ear(figures?.here),
    ...ear(figures?.there),
    figures?.here.keys == null ? '' : `\`${figures.here.keys}\` / \`${figures.there.keys}\``,
    `${outcomeOf(row, outcome)}${tries > 1 ? `, at try ${tries}` : ''}`,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function ear(figures: HeardFigures | undefined): [tone: string, loss: string] {
  if (figures === undefined) return ['', ''];
  const { tone, loss } = figures;
  return [
    tone === null ? 'not told' : `${tone.frequency.toFixed(0)} Hz, ${tone.level.toFixed(0)} dBFS`,
    loss === null ? 'not told' : `${loss.lost} of ${loss.packets}`,
  ];
}

function outcomeOf(row: Row, outcome: Outcome): string {
  const fault = faultOf(row, outcome);
  if (fault !== null) return `**does not hold**: ${fault.split('\n')[0]}`;
  if (outcome.type === 'cannot') return `cannot be: ${outcome.reason}`;
  if (outcome.type === 'refused') return `refused, as it has to be: ${outcome.failure}`;
  return outcome.type === 'talked' && outcome.figures.holds !== null ? 'holds; each held and went on' : 'holds';
}
