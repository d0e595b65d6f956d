import { isIP } from 'node:net';
import type { MediaDescription, SessionDescription } from 'sdp-transform';
import type { VoiceRules } from '../../core/media-means.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { attributesIn } from '../attributes.ts';
import { type Families, familiesOf, familyRefusal, type OwnFamilies } from './families.ts';
import { admittedEndpoint, type Endpoint, isAdmitted, isUnspecified, type Reach } from './far-address.ts';
import type { MediaLine } from './media-line.ts';
import type { OfferFailure } from './offer-failure.ts';
import { hostsOf, type OfferedIce, readOfferedIce } from './offered-ice.ts';
import { chooseProtection, type OfferedProtection } from './offered-protection.ts';
import { pathRefusal } from './path-refusal.ts';
import { readStreamMarks, type StreamMark } from './stream-marks.ts';
import type { AudioLines, Sections } from './tidy.ts';

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** What is taken of an m= line with RTP, whatever is spoken on it. */
export interface OfferedStream {
  readonly protection: OfferedProtection;
  /** Null: it has no ICE, or none that is of use. */
  readonly ice: OfferedIce | null;
  readonly marks: readonly StreamMark[];
  /** Its place among the m= lines. */
  readonly index: number;
  /** Null while it holds without saying where it is, and where only ICE knows. */
  readonly rtp: Endpoint | null;
  readonly rtcp: Endpoint | null;
  /** It takes reports on the port of RTP, and says so (RFC 5761 section 5.1.1). */
  readonly mux: boolean;
  /** False: it wants no RTCP (RFC 3556 section 2). */
  readonly reports: boolean;
  /** The far side's view; one that holds without an address, and is not reached by ICE alone, only sends. */
  readonly direction: Direction;
}

/** One m= line of a description, with what it stands in. */
export interface StreamSource {
  readonly session: SessionDescription;
  readonly sections: Sections;
  readonly line: MediaLine;
  readonly index: number;
}

export interface StreamOptions extends Reach {
  readonly rules?: VoiceRules | undefined;
  /** Of this computer; without them no family is refused. */
  readonly ours?: OwnFamilies | undefined;
  /** It was agreed on before: it may hold without an address. */
  readonly isKnown: boolean;
}

/** What of a line's payload types is taken; null where nothing can be. */
export type ChooseTypes<Types> = (description: MediaDescription, session: SessionDescription) => Types | null;

/** Reads a line that is to be met: with a key, a codec and a way that we know. */
export function readStream<Types extends object>(
  source: StreamSource,
  options: StreamOptions,
  choose: ChooseTypes<Types>,
): Result<OfferedStream & Types, OfferFailure> {
  const { session, sections, line, index } = source;
  const description = session.media[index];
  if (description === undefined)
    return failed({ failure: 'invalid-offer', message: `the ${line.type} line cannot be read` });
  const lines = { media: sections.media[index] ?? [], session: sections.session };
  const protection = chooseProtection(line.protocol, lines, options.rules?.encrypted === true);
  if (!protection.ok) return protection;
  const types = choose(description, session);
  if (types === null) return failed({ failure: 'codec-mismatch', message: 'no common codec' });
  const ice = readOfferedIce(lines, options);
  const shared = {
    index,
    ...types,
    protection: protection.value,
    ice,
    // Whoever marks streams also speaks ICE; gateways that copy such lines do not understand them.
    marks: ice === null ? [] : readStreamMarks(lines.media),
    mux: attributesIn(lines.media, 'rtcp-mux').length > 0,
    reports: wantsReports(session, description),
  };
  const said = direction(description.direction ?? session.direction);
  const host = connectionHost(description, session);
  if (line.port === null || line.port > 65_535 || host === '') {
    return failed({ failure: 'invalid-offer', message: `the ${line.type} line has no address or no port` });
  }
  const byIce = ice === null ? null : otherFamily(hostsOf(ice.agent), options.ours?.byIce);
  if (byIce !== null) return failed(byIce);
  if (isUnspecified(host)) {
    const path = options.isKnown || ice !== null ? null : firstPathRefusal(session, lines, options);
    if (path !== null) return failed(path);
    // With port 9 it has no default candidate, and candidates say where it is (RFC 8839 section 4.2.5); with another it is the hold of old.
    const isOpen = (ice !== null && line.port === discard) || said === 'inactive';
    return ok({ ...shared, rtp: null, rtcp: null, direction: isOpen ? said : 'sendonly' });
  }
  const rtp = admittedEndpoint(host, line.port, options);
  // ICE does without the address that is named by default.
  if (ice === null) {
    if (options.rules?.relayOnly === true) return failed(noRelayWithoutIce);
    const path =
      rtp === null ? noAddress : (pathRefusal(rtp, lines) ?? otherFamily([rtp.host], options.ours?.straight));
    if (path !== null) return failed(path);
  }
  const rtcp = rtp && rtcpEndpoint(description, rtp, options);
  return ok({ ...shared, rtp, rtcp, direction: said });
}

/** The port of nobody (RFC 863): what is named there is not to be sent to. */
export const discard = 9;

const noRelayWithoutIce: OfferFailure = {
  failure: 'no-path',
  message: 'voice may go over a relay alone, which takes ICE',
};
const noAddress: OfferFailure = { failure: 'no-path', message: 'no address to send to' };

function otherFamily(hosts: readonly string[], ours: Families | undefined): OfferFailure | null {
  return ours === undefined ? null : familyRefusal(familiesOf(hosts), ours);
}

/** A call that begins on hold has at least to say where it comes from, or nothing would be known to answer it by. */
function firstPathRefusal(session: SessionDescription, lines: AudioLines, options: StreamOptions): OfferFailure | null {
  const writer = origin(session, options);
  if (writer === null) return { failure: 'no-path', message: 'no address at all' };
  return pathRefusal(null, lines) ?? otherFamily([writer], options.ours?.straight);
}

/** Without the TTL and the number of addresses that old senders put behind an address, also of a single host. */
function connectionHost(description: MediaDescription, session: SessionDescription): string {
  return String((description.connection ?? session.connection)?.ip ?? '').replace(/\/.*$/s, '');
}

/** The address of whoever wrote a description, where that can be used. */
export function origin({ origin: written }: SessionDescription, reach: Reach): string | null {
  const host = String(written?.address ?? '');
  return isAdmitted(host, reach) ? host : null;
}

/** `a=rtcp` (RFC 3605); without it, or where it cannot be used, the port above that of RTP. */
function rtcpEndpoint(description: MediaDescription, rtp: Endpoint, reach: Reach): Endpoint {
  const named = String(description.rtcp?.address || rtp.host);
  const host = isIP(named) === isIP(rtp.host) && isAdmitted(named, reach) ? named : rtp.host;
  return admittedEndpoint(host, description.rtcp?.port, reach) ?? { host, port: Math.min(rtp.port + 1, 65_535) };
}

/** `b=RS:0` and `b=RR:0` together turn RTCP off; the line's own count before the session's. */
function wantsReports(session: SessionDescription, description: MediaDescription): boolean {
  const limit = (type: string) =>
    [...(description.bandwidth ?? []), ...(session.bandwidth ?? [])].find((each) => each.type === type)?.limit;
  return Number(limit('RS') ?? 1) !== 0 || Number(limit('RR') ?? 1) !== 0;
}

function direction(value: string | undefined): Direction {
  return value === 'sendonly' || value === 'recvonly' || value === 'inactive' ? value : 'sendrecv';
}
