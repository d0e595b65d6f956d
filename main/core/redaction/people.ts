import type { Rule } from './rule.ts';

const local = "\\p{L}\\p{N}\\p{M}.!$%'*+^_~-";
const host = '[\\p{L}\\p{N}\\[](?:[\\p{L}\\p{N}\\p{M}.:\\]_-]*[\\p{L}\\p{N}\\]_])?';
const colon = '(?::|%3a|%253a)';
const at = '(?:@|＠|%40|%2540)';

/** Who somebody is: the name beside an address, SIP and telephone URIs, addresses. */
export const people: readonly Rule[] = [
  // RFC 3261 section 20.10 and RFC 5322 section 3.4: a display name before an address in angle brackets.
  {
    pattern:
      /(?<!\\)\\*"[^"\\\r\n]{1,128}\\*"(\s*(?:<|&lt;)(?:(?:sips?|tel|im|mailto|pres|xmpp):|[^\s<>@]{1,128}@))/giu,
    replacement: '"[name]"$1',
  },
  {
    pattern:
      /(?<![\p{L}\p{M}.'’-])(?:(?![\p{Ll}\p{N}])[\p{L}\p{M}.'’-]+[ \u00a0]){1,6}((?:<|&lt;)(?:(?:[Ss][Ii][Pp][Ss]?|tel|im|mailto):|[^\s<>@]{1,128}@))/gu,
    replacement: '[name] $1',
  },
  // RFC 3966, with the visual separators and parameters that belong to the number.
  {
    pattern: new RegExp(
      `\\b(tel|callto)(${colon})(?!\\[party\\])(?:[+\\d*#(](?:[\\w*#.()\u00a0-]|%2b|%20| (?=[\\d(]))*|[^\\s"'<>,;?\\\\)\\]}]+)(?:(?:;|%3b)[\\w-]+(?:(?:=|%3d)[^\\s"'<>,;?\\\\)\\]}]*)?)*`,
      'gi',
    ),
    replacement: '$1$2[party]',
  },
  // RFC 3261 section 19.1, RFC 3859, 3860, 6068, 5122.
  {
    pattern: new RegExp(
      `\\b(sips?|im|pres|mailto|xmpp|skype)(${colon})(?!\\[party\\])(?:[^\\s"<>,;?@\\\\)\\]}]{1,64}(?:;[^\\s"<>,?\\\\)\\]}@;]{1,64}){0,4}@)?[^\\s"'<>,;?\\\\)\\]}]+(?:;(?:ext|isub|postd|phone-context|opaque|gruu|epid|gr|\\+sip\\.instance)(?:=[^\\s"'<>,;?\\\\)\\]}]*)?)*`,
      'gi',
    ),
    replacement: '$1$2[party]',
  },
  // RFC 3986 section 3.2.1: who opens an address, and with what; the host stays.
  { pattern: /\b([a-z][a-z\d+.-]{0,15}:\/\/)(?!\[account\])[^\s/?#"'<>@]{1,512}@/gi, replacement: '$1[account]@' },
  // RFC 8866 section 5.2.
  { pattern: /(?<!\w)o=(?!-|\[account\])[^\s\\]+(?= \d+ \d+ IN )/g, replacement: 'o=[account]' },
  // RFC 6531: any letters. A quoted local part is RFC 5321's.
  { pattern: new RegExp(`(?<!\\\\)\\\\*"[^"@\\r\\n\\\\]{1,64}\\\\*"${at}${host}`, 'giu'), replacement: '[address]' },
  { pattern: new RegExp(`(?<![@${local}])[@${local}]*[${local}]${at}${host}`, 'giu'), replacement: '[address]' },
];
