/** SDP's grammar (RFC 4566 section 9), read without mercy: what a strict server may refuse is refused here. */

export interface SdpMedia {
  readonly media: string;
  readonly port: number;
  readonly proto: string;
  readonly formats: readonly string[];
  /** Value of its `c=` line, or of its session's where it has none (RFC 8866 section 5.7). */
  readonly connection: string | null;
  /** Values of `a=` lines. */
  readonly attributes: readonly string[];
}

export interface SdpSession {
  /** Values of its `o=` and `t=` lines. */
  readonly origin: string;
  readonly times: readonly string[];
  readonly attributes: readonly string[];
  readonly media: readonly SdpMedia[];
}

const address = String.raw`IN (?:IP4 (?:\d{1,3}\.){3}\d{1,3}|IP6 [\da-fA-F:.]{2,45})`;
const syntax: Readonly<Record<string, RegExp>> = {
  v: /^0$/,
  o: new RegExp(String.raw`^\S+ \d+ \d+ ${address}$`),
  s: /^\S.*$/,
  i: /^\S.*$/,
  c: new RegExp(`^${address}$`),
  b: /^[A-Z]+:\d+$/,
  t: /^\d+ \d+$/,
  a: /^[A-Za-z0-9-]+(?::\S.*)?$/,
  m: /^[a-z-]+ \d+ [A-Z/]+(?: \S+)+$/,
};
/** Line types in the order they must come in; `+` means more than one may. */
const sessionOrder = ['v', 'o', 's', 'i', 'c', 'b+', 't+', 'a+'];
const mediaOrder = ['m', 'i', 'c', 'b+', 'a+'];

interface Line {
  readonly type: string;
  readonly value: string;
}

/** The session, or what is wrong with the text. */
export function readSdp(text: string): SdpSession | string {
  if (!text.endsWith('\r\n')) return 'the last line is not ended by CR LF';
  const lines: Line[] = [];
  for (const [index, raw] of text.slice(0, -2).split('\r\n').entries()) {
    const wrong = lineComplaint(raw);
    if (wrong !== null) return `line ${index + 1}: ${wrong}`;
    lines.push({ type: raw.slice(0, 1), value: raw.slice(2) });
  }
  const starts = lines.flatMap(({ type }, index) => (type === 'm' ? [index] : []));
  const session = lines.slice(0, starts[0]);
  const sections = starts.map((start, index) => lines.slice(start, starts[index + 1]));
  const wrong =
    orderComplaint(session, sessionOrder, 'vost') ?? sections.map((each) => orderComplaint(each, mediaOrder, 'm'));
  const first = [wrong].flat().find((each) => each !== null);
  if (first) return first;
  const values = (wanted: string): string[] => session.filter(({ type }) => type === wanted).map(({ value }) => value);
  return {
    attributes: attributesIn(session),
    origin: values('o')[0] ?? '',
    times: values('t'),
    media: sections.map((section) => mediaSection(section, connectionIn(session))),
  };
}

function lineComplaint(raw: string): string | null {
  if (raw === '') return 'blank';
  if (/[\r\n\0]/.test(raw)) return 'a bare CR, LF or NUL';
  if (!/^[a-z]=/.test(raw)) return 'does not begin with a letter and =';
  if (raw !== raw.trimEnd()) return 'ends with a space';
  const rule = syntax[raw.slice(0, 1)];
  if (rule === undefined) return `type ${raw.slice(0, 1)} is not expected`;
  return rule.test(raw.slice(2)) ? null : `${raw.slice(0, 1)}= has a wrong value`;
}

function orderComplaint(lines: readonly Line[], order: readonly string[], needed: string): string | null {
  let place = 0;
  for (const [index, { type }] of lines.entries()) {
    const found = order.findIndex((each) => each.startsWith(type));
    if (found < place) return `${type}= is out of order`;
    const again = index > 0 && lines[index - 1]?.type === type;
    if (again && !order[found]?.endsWith('+')) return `${type}= comes twice`;
    place = found;
  }
  const missing = [...needed].find((type) => !lines.some((each) => each.type === type));
  return missing === undefined ? null : `${missing}= is missing`;
}

function connectionIn(lines: readonly Line[]): string | null {
  return lines.find(({ type }) => type === 'c')?.value ?? null;
}

function attributesIn(lines: readonly Line[]): readonly string[] {
  return lines.filter(({ type }) => type === 'a').map(({ value }) => value);
}

function mediaSection(lines: readonly Line[], ofSession: string | null): SdpMedia {
  const [media = '', port = '0', proto = '', ...formats] = (lines[0]?.value ?? '').split(' ');
  const connection = connectionIn(lines) ?? ofSession;
  return { media, port: Number(port), proto, formats, connection, attributes: attributesIn(lines) };
}
