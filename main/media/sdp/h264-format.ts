/** How H.264 is sent, as an fmtp line says it (RFC 6184 section 8.1). */
export interface H264Format {
  /** 0: a NAL unit a packet. 1: also several in one, and pieces of one. */
  readonly mode: 0 | 1;
  /** Profile and its constraints, as four hexadecimal digits. */
  readonly profile: string;
  /** Ten times the level, such as 31. */
  readonly level: number;
  /** Each side may send at the other's level. */
  readonly asymmetric: boolean;
  /** What a decoder has to know first, in base64, where it is said here and not only between the pictures; empty where it is not. */
  readonly parameterSets: string;
}

/** Baseline, constrained baseline, main and high: what we send is constrained baseline, which a decoder of any of these reads. */
const profiles = new Set(['42', '4d', '64']);
/** Ours: 1280 × 720 at 30 pictures a second. */
const ownLevel = 31;
/** Of an fmtp line that does not say it. */
const usualProfileAndLevel = '42000a';
const longestParameterSets = 1024;

/** Null for what is not spoken: interleaved packets, other profiles, what cannot be read. */
export function readH264Format(config: string): H264Format | null {
  const parameters = parametersIn(config);
  const mode = parameters.get('packetization-mode') ?? '0';
  const id = (parameters.get('profile-level-id') ?? usualProfileAndLevel).toLowerCase();
  if ((mode !== '0' && mode !== '1') || !/^[0-9a-f]{6}$/.test(id) || !profiles.has(id.slice(0, 2))) return null;
  const level = Number.parseInt(id.slice(4), 16);
  if (level < 9) return null;
  const sets = parameters.get('sprop-parameter-sets') ?? '';
  return {
    mode: mode === '1' ? 1 : 0,
    profile: id.slice(0, 4),
    level,
    asymmetric: parameters.get('level-asymmetry-allowed') === '1',
    parameterSets: sets.length <= longestParameterSets && /^[A-Za-z0-9+/=]+(,[A-Za-z0-9+/=]+)*$/.test(sets) ? sets : '',
  };
}

/** What an answer says of ours: the profile is the offerer's, and the level is not above what it may be (RFC 6184 section 8.2.2). */
export function answeredH264({ mode, profile, level, asymmetric }: H264Format): string {
  const own = asymmetric ? ownLevel : Math.min(level, ownLevel);
  const id = `${profile}${own.toString(16).padStart(2, '0')}`;
  return `${asymmetric ? 'level-asymmetry-allowed=1;' : ''}packetization-mode=${mode};profile-level-id=${id}`;
}

/** What an offer of ours says. */
export function offeredH264(mode: H264Format['mode']): string {
  return `level-asymmetry-allowed=1;packetization-mode=${mode};profile-level-id=42e01f`;
}

/** Largest pictures by ten times the level, in blocks of 16 × 16 (H.264 table A-1), smallest first. */
const blocksOfLevel: readonly (readonly [level: number, blocks: number])[] = [
  [9, 99],
  [11, 396],
  [21, 792],
  [22, 1620],
  [31, 3600],
];

/** How many blocks of 16 × 16 a picture may have that goes there. */
export function mostBlocks({ level }: H264Format): number {
  return blocksOfLevel.filter(([least]) => least <= level).at(-1)?.[1] ?? 99;
}

function parametersIn(config: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const each of config.slice(0, 4096).split(';')) {
    const [, name = '', value = ''] = /^\s*([a-z-]{1,40})\s*=\s*(\S*)\s*$/i.exec(each) ?? [];
    if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), value);
  }
  return parameters;
}
