import type { Rule } from './rule.ts';

/** What follows a scheme's name in a sentence and not in a header. */
const prose = '(?!(?:auth\\w*|tokens?|schemes?|challenges?|failed|errors?|realm|sign\\w*|is|was|and|or|not)\\b)';
const base64 = '(?:[\\w+/=~.:-]|%2[bf]|%3d)';

/** Secrets that show what they are by their form, whatever they are called. */
export const opaqueSecrets: readonly Rule[] = [
  // RFC 7235, 7617, 6750, 4559.
  {
    pattern: new RegExp(
      `\\b(bearer|basic|negotiate|ntlm|kerberos|oauth|msrtcoauth|wrap)((?:\\s|%20|\\+)+)${prose}${base64}{4,}`,
      'gi',
    ),
    replacement: '$1$2[secret]',
  },
  // RFC 7616: what answers a challenge, and whose it is.
  { pattern: /\bdigest\s+(?=[\w-]+=)(?!\[)[^\r\n]+/gi, replacement: 'Digest [secret]' },
  // MS-NLMP: the signature in base64 and in hex; RFC 4178 and 4120: the outermost tag of a ticket.
  { pattern: /(?<![\w+/])TlRMTVNTUA[\w+/=-]*(?:%2[bf]|%3d|[\w+/=-])*/gi, replacement: '[secret]' },
  { pattern: /(?:0x)?4e544c4d53535000[\da-f]*/gi, replacement: '[secret]' },
  {
    pattern: /(?<![\w+/=])(?:YI[GHIJ]|YE[gk]G|oYI|oYG|oY[EH]|YII)(?:%2[bf]|%3d|[\w+/=-]){12,}/g,
    replacement: '[secret]',
  },
  // RFC 7515 and 7516.
  { pattern: /(?<![\w-])eyJ[\w+/=-]{6,}(?:(?:\.|%2e)[\w=-]*)*/gi, replacement: '[token]' },
  // RFC 8839, 4568, 8122, 3830.
  {
    pattern:
      /\ba=(crypto:\d+\s+[\w-]+(?=\s)|ice-pwd:|ice-ufrag:|fingerprint:[\w-]+(?=\s)|key-mgmt:)\s*(?!\[secret\])[^\s\r\n\\][^\r\n\\]*/gi,
    replacement: (_match, kind = '') => `a=${kind} [secret]`,
  },
  { pattern: /\binline(:|%3a)[\w+/=|:.^%-]+/gi, replacement: 'inline$1[secret]' },
  // RFC 7468.
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*-----|$)/g, replacement: '[secret]' },
  // RFC 2397.
  { pattern: /\bdata:[^\s"',]{0,256},[^\s"']{16,}/gi, replacement: 'data:[content]' },
];
