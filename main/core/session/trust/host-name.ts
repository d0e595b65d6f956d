const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Whether a host has a name of letters, digits and hyphens (RFC 1123 section 2.1). The URL Standard takes much more, such as `*` and a
 * comma, which mean something in lists of hosts that others keep. In lower case, as that standard writes it.
 */
export function isHostName(host: string): boolean {
  return host.length <= 253 && host.split('.').every((part) => label.test(part));
}
