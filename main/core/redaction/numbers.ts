import type { Rule } from './rule.ts';

const digit = '\\p{Nd}';
/** Blanks, dashes and dots of all kinds, brackets, slashes; encoded blanks and brackets. */
const between = '(?:[ \\t().\\u00a0\\u2000-\\u200a\\u2010-\\u2015\\u202f\\u2060\\u2212\\u00b7/_~–—-]|%20|%28|%29)';
const plus = '(?:\\+|＋|%2b|%252b)';
/** How an extension is written behind a number (RFC 3966 section 3, E.123). */
const extension =
  '(?:[\\s,;]*(?:;?ext(?:ension)?\\.?\\s*[=:]?|x\\.?|#|durchwahl|dw\\.?|poste|anknytning|ankn\\.?|доб\\.?)\\s*\\p{Nd}{1,8}(?!\\p{L}))?';

/** Runs of digits that are no telephone number and help whoever reads: what is matched stays. */
const kept = [
  // RFC 9562.
  '[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}',
  // RFC 3339, with a time behind it or not.
  '(?:19|20)\\d\\d-[01]\\d-[0-3]\\d(?:[T ][0-2]\\d:[0-5]\\d(?::[0-6]\\d(?:[.,]\\d{1,9})?)?)?(?!\\d)',
  // IPv4 (RFC 791), and the version of Chromium.
  `(?<![\\d.])(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?![\\d]|\\.\\d)`,
  '(?<=/)\\d{2,3}\\.0\\.\\d{4}\\.\\d{1,3}(?![\\d]|\\.\\d)',
  // Numbers that the server gives to an application.
  '(?<=/applications/)\\d+',
  // SDP (RFC 8866, 8839): payload types, ports, priorities, sources.
  '(?<![\\w])(?:m=[a-z]+ \\d+(?:/\\d+)? [\\w/]+(?: [\\d]{1,3}(?!\\d))*|o=- \\d+ \\d+|a=(?:ssrc|ssrc-group|rtpmap|fmtp|rtcp|mid):[^\\r\\n\\\\+]*|(?:a=)?(?:x-)?candidate:\\S+ \\d \\S+ \\d+(?: [\\da-f.:]+ \\d+)?)',
].join('|');

const number = [
  // With a plus it is one, whatever is around it (E.164), also with letters for digits (E.161).
  `${plus}[\\s(]{0,2}${digit}(?:${between}{0,3}${digit}){5,}${extension}`,
  `${plus}?(?<![\\p{L}\\p{N}])1?${between}?\\(?8(?:00|33|44|55|66|77|88)\\)?${between}[A-Z]{3,7}(?:-?[A-Z]{1,7})?(?!\\p{L})`,
  // The rest of a GUID or of a word with digits is none.
  `(?<![\\p{L}\\p{N}]|[\\p{L}\\p{N}]-)\\(?${digit}(?:${between}{0,3}${digit}){6,}${extension}(?![\\p{L}\\p{N}]|-[\\da-f]{4}-)`,
].join('|');

/** Telephone numbers with any separators, with an extension, before and after any punctuation. */
export const numbers: readonly Rule[] = [
  {
    pattern: new RegExp(`(${kept})|${number}`, 'giu'),
    replacement: (match, keep) => (keep === undefined ? '[number]' : match),
  },
];
