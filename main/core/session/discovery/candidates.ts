/** A place where a session may begin to look for its server. */
export interface Candidate {
  readonly url: string;
  /** The same over http, to be asked without credentials where https does not answer; null where that is not done. */
  readonly open: string | null;
}

export interface DiscoverySource {
  readonly domain: string;
  /** Https address that the user set; empty where discovery is left to find it. */
  readonly server: string;
  /** In place of DNS names, by the administrator or the command line. */
  readonly discoveryUrl: string | null;
  /** Whether discovery may begin over http. */
  readonly overHttp: boolean;
}

const discoveryNames: readonly string[] = ['lyncdiscoverinternal', 'lyncdiscover'];

/** Whether this app made up the host's name, which may well not exist. */
export function isDiscoveryName(host: string): boolean {
  return discoveryNames.some((name) => host.startsWith(`${name}.`));
}

/** Whether that discovery address, absolute, is known only inside the organization. */
export function isInternalDiscovery(url: string): boolean {
  return /^https?:\/\/lyncdiscoverinternal\./i.test(url);
}

/** Where to ask (UCWA reference: "Root resource discovery"), in the order in which they count where nothing else decides. */
export function discoveryCandidates({ domain, server, discoveryUrl, overHttp }: DiscoverySource): readonly Candidate[] {
  if (server !== '') return aroundServer(serverUrl(server)).map((url) => ({ url, open: null }));
  if (discoveryUrl !== null) return [{ url: discoveryUrl, open: null }];
  return discoveryNames.map((name) => ({
    url: `https://${name}.${domain}/`,
    open: overHttp ? `http://${name}.${domain}/` : null,
  }));
}

/** What a user types as the server, as a URL. */
export function serverUrl(server: string): string {
  return server.includes('://') ? server : `https://${server}/`;
}

/** The address as it was typed, then the root of its host, then where a Skype for Business server has its discovery. */
function aroundServer(address: string): readonly string[] {
  const host = /^[^/]+\/\/[^/]+/.exec(address)?.[0] ?? address;
  const isRoot = address.length <= host.length + 1;
  return [
    ...(isRoot ? [] : [address]),
    isRoot ? address : `${host}/`,
    `${host}/Autodiscover/AutodiscoverService.svc/root`,
  ];
}
