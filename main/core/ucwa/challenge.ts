/** One challenge of a WWW-Authenticate header (RFC 9110 section 11.6.1); parameter names in lower case. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Where a server hands out tokens, and for what (UCWA: the MsRtcOAuth challenge; OAuth 2.0: the Bearer challenge). */
export interface TokenIssuer {
  /** The server's own token service; null where it has none. */
  readonly href: string | null;
  /** In lower case. */
  readonly grantTypes: readonly string[];
  /** Where an OAuth 2.0 server asks the user; null where there is none. */
  readonly authorizationUri: string | null;
  readonly clientId: string | null;
}

/**
 * Splits WWW-Authenticate into its challenges. Servers send them as two header lines or folded into one with a comma between; a
 * value may hold commas inside quotes, and `href` may come without quotes. Linear in the length of the headers.
 */
export function parseChallenges(headers: readonly string[]): readonly Challenge[] {
  return headers.flatMap(parseHeader);
}

/** Null where no challenge says how to come by a token. */
export function tokenIssuer(challenges: readonly Challenge[]): TokenIssuer | null {
  const parameter = (scheme: string, name: string): string | null =>
    challenges.find((challenge) => challenge.scheme.toLowerCase() === scheme)?.parameters.get(name) || null;
  const href = parameter('msrtcoauth', 'href');
  const authorizationUri = parameter('bearer', 'authorization_uri');
  if (href === null && authorizationUri === null) return null;
  const grants = href === null ? '' : (parameter('msrtcoauth', 'grant_type') ?? '');
  const grantTypes = grants
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((grant) => grant !== '');
  return { href, grantTypes, authorizationUri, clientId: parameter('bearer', 'client_id') };
}

const separators = /[ \t,]*/y;
/** A word, and what follows it: `=` makes it a parameter's name, anything else a scheme. */
const word = /([^\s,="]+)[ \t]*(=?)[ \t]*/y;
const quoted = /"((?:[^"\\]|\\.)*)"?/y;
const bare = /[^\s,"]*/y;

function parseHeader(header: string): Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(header);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  while (at < header.length) {
    take(separators);
    const match = take(word);
    if (match === null) {
      at += 1;
      continue;
    }
    const [, name = '', equals] = match;
    if (equals === '=') {
      const text = take(quoted)?.[1]?.replaceAll(/\\(.)/g, '$1') ?? take(bare)?.[0] ?? '';
      challenges.at(-1)?.parameters.set(name.toLowerCase(), text);
    } else {
      challenges.push({ scheme: name, parameters: new Map() });
    }
  }
  return challenges;
}
