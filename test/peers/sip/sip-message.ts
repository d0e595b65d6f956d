/** A message of SIP (RFC 3261 section 7), as far as the tests' calls need it. */
export interface SipMessage {
  /** Request line or status line. */
  readonly start: string;
  /** In their order; names as written. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

const shortNames: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  l: 'content-length',
};

/** Null for what is none, such as the empty lines that keep a way open. */
export function readSip(text: string): SipMessage | null {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [start = '', ...lines] = text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  if (!start.includes('SIP/2.0')) return null;
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon < 1 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const];
  });
  return { start, headers, body: text.slice(end + 4) };
}

export function writeSip({ start, headers, body }: SipMessage): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return [start, ...lines, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n');
}

/** Every value of a header. */
export function headerValues(message: SipMessage, name: string): string[] {
  return message.headers.flatMap(([each, value]) => {
    const full = each.toLowerCase();
    return (shortNames[full] ?? full) === name ? [value] : [];
  });
}

export function header(message: SipMessage, name: string): string {
  return headerValues(message, name)[0] ?? '';
}

/** `CSeq: 4 INVITE`. */
export function sequenceOf(message: SipMessage): { readonly number: number; readonly method: string } {
  const [number = '0', method = ''] = header(message, 'cseq').split(/\s+/);
  return { number: Number(number), method };
}

/** The code of a response; null for a request. */
export function statusOf({ start }: SipMessage): number | null {
  const code = /^SIP\/2\.0 (\d{3})/.exec(start)?.[1];
  return code === undefined ? null : Number(code);
}

export function tagOf(value: string): string {
  return /;\s*tag=([^;\s]+)/i.exec(value)?.[1] ?? '';
}

/** The URI in a name-addr or an addr-spec. */
export function uriIn(value: string): string {
  return /<([^>]+)>/.exec(value)?.[1] ?? value.split(';')[0] ?? '';
}
