/** An m= line (RFC 8866 section 5.14). */
export interface MediaLine {
  readonly type: string;
  /** Null where it is no number. A number of ports behind it does not count. */
  readonly port: number | null;
  readonly protocol: string;
  readonly formats: readonly string[];
}

/** Never fails: a line that is of no use here has only to be refused, in words of its own. */
export function readMediaLine(line: string): MediaLine {
  const [type = '', port = '', protocol = '', ...formats] = line
    .slice('m='.length)
    .split(' ')
    .map((word) => (/^[\x21-\x7e]+$/.test(word) ? word : ''));
  return {
    type: type || 'application',
    port: /^\d{1,5}(\/\d+)?$/.test(port) ? Number.parseInt(port, 10) : null,
    protocol: protocol || 'RTP/AVP',
    formats: formats.filter((format) => format !== ''),
  };
}
