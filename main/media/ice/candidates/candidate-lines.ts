import { isIP, isIPv6 } from 'node:net';
import { attributesIn, wordsOf } from '../../attributes.ts';
import { type Admission, addressText, type Component } from '../transport-address.ts';
import type { Candidate, CandidateTransport, CandidateType } from './candidate.ts';

/** What the candidates of one m= line come to. */
export interface OfferedCandidates {
  readonly udp: readonly Candidate[];
  /** Over TCP. */
  readonly tcp: readonly Candidate[];
  /** Lines in the form of [MS-ICE], the dialect before [MS-ICE2]: another protocol, with a password in each line. */
  readonly old: number;
}

/** Of each component; a desktop client has a dozen. */
const mostCandidates = 32;

/**
 * Reads `a=candidate` (RFC 8839 section 5.1) and `a=x-candidate-ipv6` lines. Those that nothing may be sent to, those past the
 * limit and repetitions are left out, and lines that are none.
 */
export function readCandidates(lines: readonly string[], admits: Admission): OfferedCandidates {
  const found = new Map<string, Candidate>();
  const counts = { 1: 0, 2: 0 };
  let old = 0;
  for (const value of attributesIn(lines, 'candidate', 'x-candidate-ipv6')) {
    const words = wordsOf(value);
    if (isOld(words)) old += 1;
    const candidate = readCandidate(words, admits);
    if (candidate === null || counts[candidate.component] === mostCandidates) continue;
    const key = `${candidate.component} ${candidate.transport} ${addressText(candidate)}`;
    if (found.has(key)) continue;
    found.set(key, candidate);
    counts[candidate.component] += 1;
  }
  const all = [...found.values()];
  return {
    udp: all.filter(({ transport }) => transport === 'udp'),
    tcp: all.filter(({ transport }) => transport !== 'udp'),
    old,
  };
}

/** Whether TCP is written as Microsoft does, or as RFC 6544 section 4.5 does. */
export type CandidateStyle = 'microsoft' | 'standard';

/** One `a=candidate` line; the transport in capitals, as Skype for Business has it. */
export function candidateLine(candidate: Candidate, style: CandidateStyle = 'microsoft'): string {
  const { foundation, component, transport, priority, host, port, type, related } = candidate;
  const from = related === null ? '' : ` raddr ${related.host} rport ${related.port}`;
  const name = isIPv6(host) ? 'x-candidate-ipv6' : 'candidate';
  const [protocol, tcpType] = style === 'microsoft' ? [transport, undefined] : standardNames[transport];
  const kind = tcpType === undefined ? '' : ` tcptype ${tcpType}`;
  return `a=${name}:${foundation} ${component} ${protocol.toUpperCase()} ${priority} ${host} ${port} typ ${type}${from}${kind}`;
}

const standardNames: Readonly<Record<CandidateTransport, readonly [protocol: string, tcpType?: string]>> = {
  udp: ['udp'],
  'tcp-act': ['tcp', 'active'],
  'tcp-pass': ['tcp', 'passive'],
  'tcp-so': ['tcp', 'so'],
};

/** `a=candidate:USER 1 PASSWORD UDP 0.830 10.0.0.1 50000`. */
function isOld([, , third = '', fourth = '']: readonly string[]): boolean {
  return !/^(udp|tcp)/i.test(third) && /^(udp|tcp)$/i.test(fourth);
}

const types: Readonly<Record<string, CandidateType>> = { host: 'host', srflx: 'srflx', prflx: 'prflx', relay: 'relay' };

function readCandidate(words: readonly string[], admits: Admission): Candidate | null {
  const [foundation = '', number = '', name = '', rank = '', host = '', port = '', typ = '', ...rest] = words;
  const [type = '', ...extensions] = rest;
  const component = componentOf(number);
  const transport = transportOf(name, extension(extensions, 'tcptype') ?? '');
  const priority = wholeNumber(rank);
  const kind = Object.hasOwn(types, type.toLowerCase()) ? types[type.toLowerCase()] : undefined;
  if (component === null || transport === null || kind === undefined || typ.toLowerCase() !== 'typ') return null;
  if (!/^[\x21-\x7e]{1,32}$/.test(foundation) || priority === null || priority < 1 || priority >= 2 ** 31) return null;
  const address = admits(host, wholeNumber(port));
  if (address === null) return null;
  return { ...address, foundation, component, transport, priority, type: kind, related: relatedOf(extensions) };
}

function componentOf(word: string): Component | null {
  return word === '1' ? 1 : word === '2' ? 2 : null;
}

/** `TCP-ACT` and `TCP-PASS` of Microsoft, or `TCP` with `tcptype` of RFC 6544. */
function transportOf(name: string, tcpType: string): CandidateTransport | null {
  const known: Readonly<Record<string, CandidateTransport>> = {
    udp: 'udp',
    'tcp-act': 'tcp-act',
    'tcp-pass': 'tcp-pass',
    'tcp-so': 'tcp-so',
    'tcp active': 'tcp-act',
    'tcp passive': 'tcp-pass',
    'tcp so': 'tcp-so',
  };
  const key = `${name} ${tcpType}`.trim().toLowerCase();
  return Object.hasOwn(known, key) ? (known[key] ?? null) : null;
}

/** Never sent to, so that it need not be admitted; it may be of the other family. */
function relatedOf(extensions: readonly string[]): Candidate['related'] {
  const [host, port] = [extension(extensions, 'raddr'), wholeNumber(extension(extensions, 'rport') ?? '')];
  if (host === undefined || isIP(host) === 0 || port === null || port > 65_535) return null;
  return { host, port };
}

function extension(words: readonly string[], name: string): string | undefined {
  const at = words.findIndex((word, index) => index % 2 === 0 && word.toLowerCase() === name);
  return at < 0 ? undefined : words[at + 1];
}

function wholeNumber(word: string): number | null {
  return /^\d{1,10}$/.test(word) ? Number(word) : null;
}
