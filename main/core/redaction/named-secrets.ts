import { afterQuoted, endOfQuoted, quoteAt } from './quotes.ts';

/** Names whose value opens something, wherever they end a longer name (RFC 6749, SAML 2.0 bindings, WS-Security, MS-OCAUTHWS, cookies). */
const secretEndings = [
  ...['password', 'passwd', 'passphrase', 'passcode', 'secret', 'credentials?', 'api[-_]?key', 'private[-_]?key'],
  ...[
    '(?:access|refresh|id|session|subject|actor|auth|bearer|csrf|flow|security)[-_]?token',
    '[-_]token',
    'id_token_hint',
  ],
  ...['assertion', 'saml(?:response|request|art)', 'wresult', 'relaystate', 'ms_rtc_renew', 'client_info'],
  ...['code_verifier', '(?:device|user|auth|authorization)_code', 'session_state', 'session_?id'],
  ...['authorization', 'set-cookie2?', 'cookies?', 'fedauth', 'rtfa', 'msisauth\\w*', 'estsauth\\w*'],
  ...['ice-?pwd', 'ice-?ufrag', 'binarysecuritytoken', 'requestedsecuritytoken'],
];
/** Names too short to be looked for inside of others. */
const secretWords = ['pwd', 'pass', 'wctx', 'cwt', 'psat', 'token', 'pin', 'otp', 'sig', 'nonce', 'ticket', 'cookie2'];
/** Names that say who somebody is. */
const accountEndings = ['user[-_]?name', 'login[-_]?hint', 'loginfmt', 'username_hint', 'upn', 'account[-_]?name'];
/** Secret in what an authorization server sends back (RFC 6749 section 4.1.2); elsewhere states and codes of errors have these names. */
const openWords = ['code', 'state'];
/** Too short to be looked for inside of others as well; `user=phone` is of SIP (RFC 3261 section 19.1.1). */
const accountWords = [
  'user(?!\\W{1,3}phone\\b)',
  'login',
  'samaccountname',
  'display[-_]?name',
  'given[-_]?name',
  'surname',
];

/** The beginning of a word, also behind an encoded character. */
const begins = '(?:(?<![\\p{L}\\p{N}-])|(?<=%[\\da-f]{2}))';

const names = new RegExp(
  `(?<header>authorization|set-cookie2?|cookies?)(?![\\w-])|(?:${secretEndings.join('|')})\\d{0,2}(?![\\w-])` +
    `|${begins}(?:${secretWords.join('|')})(?![\\w-])` +
    `|(?<account>(?:${accountEndings.join('|')}|${begins}(?:${accountWords.join('|')}))(?![\\w-]))` +
    `|${begins}(?<!_)(?<open>${openWords.join('|')})(?![\\w-])`,
  'giu',
);

/** Names of fields whose value is secret whatever it holds; without `-` and `_`, in lower case. */
const secretField =
  /(?:password|passwd|passphrase|passcode|secret|token|cookies?|cookie2|authorization|assertion|credentials?|apikey|privatekey|sessionkey|masterkey|icepwd|iceufrag|sessionid|saml(?:response|request|art)|wresult|codeverifier|msrtcrenew)$|^(?:pwd|cwt|psat|crypto|pin|otp|nonce|ticket|fedauth|rtfa)$/;
const accountField =
  /^(?:user|login|samaccountname)$|(?:username|loginhint|loginfmt|accountname|displayname|givenname|surname)$|^upn$/;

/** What stands in place of a field's value by the field's name; null where the name says nothing of it. */
export function placeholderOf(name: string, value: unknown): string | null {
  const plain = name.toLowerCase().replace(/[-_]|\d{1,2}$/g, '');
  if (secretField.test(plain)) return '[secret]';
  if (accountField.test(plain) && typeof value === 'string') return '[account]';
  return openWords.includes(plain) && typeof value === 'string' && !isConstant(value) && !isWords(value, false)
    ? '[secret]'
    : null;
}

/** Where a value is, and what it may be kept for. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The text without values that have a telling name: JSON at any depth of escaping, forms and queries, headers, XML elements and
 * attributes, and what inspectors print.
 */
export function redactNamed(text: string): string {
  let written = '';
  let done = 0;
  names.lastIndex = 0;
  for (let match = names.exec(text); match !== null; match = names.exec(text)) {
    const { header, account, open } = match.groups ?? {};
    const value = valueAfter(text, match.index, names.lastIndex, header !== undefined);
    if (value === null || value.from >= value.to || (account !== undefined && isHolder(text, value))) continue;
    if (/^\[(?:secret|account|token)\]/.test(text.slice(value.from, value.from + 9))) continue;
    if (open !== undefined && !opens(text, match.index, value)) continue;
    written += `${text.slice(done, value.from)}${account === undefined ? '[secret]' : '[account]'}`;
    done = value.to;
    names.lastIndex = Math.max(names.lastIndex, value.to);
  }
  return written + text.slice(done);
}

/** An object, or nothing: its own fields say who it is. */
function isHolder(text: string, { from, to }: Span): boolean {
  return /^[{[]|^(?:null|true|false|undefined)$/.test(text.slice(from, Math.min(to, from + 10)));
}

/** Where the value of the name between `start` and `end` is; null where the name is only a word. */
function valueAfter(text: string, start: number, end: number, header: boolean): Span | null {
  const close = quoteAt(text, end);
  const after = close?.from ?? end;
  const separator = matchAt(/[ \t]*(?:=>|[:=]|%3[ad]|%253[ad])(?:[ \t]|\+(?=[%\w]))*/iy, text, after);
  if (separator !== null) return spanOf(text, separator.to, close !== null, header, /%/.test(separator.text));
  // As programs are started: --password hunter2.
  const argument = text.slice(Math.max(0, start - 2), start) === '--' ? matchAt(/ +(?!-)/y, text, after) : null;
  if (argument !== null) return spanOf(text, argument.to, false, false, false);
  const element = elementValue(text, start, after);
  if (element !== null) return element;
  // A name and a value side by side, as lists of headers, cookies and form fields have them.
  if (close === null) return null;
  const beside =
    matchAt(/\s*,?\s*[\\"']*value[\\"']*\s*[:=]\s*/iy, text, after) ??
    (header ? matchAt(/\s*,\s*(?=[\\"'])/y, text, after) : null);
  return beside && spanOf(text, beside.to, true, false, false);
}

function spanOf(text: string, from: number, quotedName: boolean, header: boolean, encoded: boolean): Span {
  const quote = quoteAt(text, from);
  if (quote !== null) return { from: quote.from, to: endOfQuoted(text, quote) };
  if (text[from] === '[' && quotedName && !text.startsWith('[secret]', from))
    return { from, to: endOfList(text, from) };
  const end = encoded ? /%26|%2526|%22|[&\s"'<>]/gi : header ? /[\r\n]/g : quotedName ? /[,}\]\s]/g : /[&\s"'<>]/g;
  end.lastIndex = from;
  return { from, to: end.exec(text)?.index ?? text.length };
}

/** A list that is the value: header lines of one name come in one. */
function endOfList(text: string, from: number): number {
  const mark = /[[\]]|(?<!\\)\\*["']/g;
  let depth = 0;
  mark.lastIndex = from;
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    if (match[0] === '[') depth += 1;
    else if (match[0] === ']') depth -= 1;
    const quote = quoteAt(text, match.index);
    if (quote !== null) mark.lastIndex = afterQuoted(text, quote);
    if (depth === 0) return match.index + 1;
  }
  return text.length;
}

/** `<password>…</password>`, with a prefix, attributes, or escaped; and UCWA's `<property name="password">…</property>`. */
function elementValue(text: string, start: number, after: number): Span | null {
  const open = matchAt(/(?:\s[^<>]{0,512})?(?:>|&gt;)/iy, text, after);
  if (open === null) return null;
  const before = text.slice(Math.max(0, start - 64), start);
  if (!/(?:<|&lt;)[\w:.-]*$|name\s*=\s*[\\"']+$/i.test(before)) return null;
  if (/(?:<|&lt;)\/[\w:.-]*$/i.test(before) || /\/(?:>|&gt;)$/.test(open.text)) return null;
  const name = /[\w:.-]*$/.exec(before)?.[0] ?? '';
  const isTag = /(?:<|&lt;)[\w:.-]*$/i.test(before);
  const end = isTag ? text.indexOf(`/${name}${text.slice(start, after)}`, open.to) : -1;
  if (end !== -1) return { from: open.to, to: text.startsWith('&lt;', end - 4) ? end - 4 : end - 1 };
  const next = /<|&lt;/gi;
  next.lastIndex = open.to;
  return { from: open.to, to: isTag ? text.length : (next.exec(text)?.index ?? text.length) };
}

/** Whether a value under an ambiguous name is what opens something: in a query or a form always, elsewhere where it looks like it. */
function opens(text: string, start: number, { from, to }: Span): boolean {
  const before = text.slice(Math.max(0, start - 6), start);
  const inQuery = /(?:[?&#]|&amp;|%3f|%26|%23|%253f|%2526|%2523)$/i.test(before);
  const assigned = /(?:=|%3d)$/i.test(text.slice(Math.max(0, from - 3), from));
  if (inQuery || (assigned && /^(?:&|%26)/.test(text.slice(to, to + 3)))) return true;
  const value = text.slice(from, to).replace(/[,;.)}\]]+$/, '');
  return !(isConstant(value) || (start > 0 && isWords(value, assigned)));
}

/** A number, or a constant such as `ECONNRESET` and `ERR_TLS`; no token is as plain. */
function isConstant(value: string): boolean {
  return /^(?:-?\d{1,6}|0[xX][\dA-Fa-f]{1,8}|[A-Z]{2,24}\d{0,6}|[A-Z\d]+(?:_[A-Z\d]+)+)$/.test(value);
}

/** A word such as `connected`; where a colon or quotes say that it is no part of an address, several, as in `404 NotFound`. */
function isWords(value: string, assigned: boolean): boolean {
  if (assigned) return /^[A-Z]?[a-z]{1,23}$/.test(value);
  return (
    value.length <= 96 && value.split(/[ _./:-]+/).every((part) => isConstant(part) || /^[A-Za-z]{1,48}$/.test(part))
  );
}

function matchAt(pattern: RegExp, text: string, at: number): { readonly text: string; readonly to: number } | null {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? null : { text: match[0], to: pattern.lastIndex };
}
