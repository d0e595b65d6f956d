import { parse } from 'tldts';

/** What the public suffix list, its private part included, says about the name of a host. */
export interface Registrable {
  /** What somebody registered, such as `contoso.co.uk` or `contoso.onrender.com`; null for a suffix itself, a single label, an address. */
  readonly domain: string | null;
  /** Anybody can have a name below it, such as `co.uk` or `onrender.com`. */
  readonly isSuffix: boolean;
}

/** Suffixes of clouds that are on no list: below each of them every customer has a name. `*` stands for one label. */
const furtherSuffixes: readonly string[] = [
  'amazonaws.com',
  'azure.com',
  'cloudapp.azure.com',
  '*.cloudapp.azure.com',
  'windows.net',
  'core.windows.net',
  'database.windows.net',
  'digitaloceanspaces.com',
  '*.digitaloceanspaces.com',
  'glitch.me',
  'loca.lt',
  'onmicrosoft.com',
  'serveo.net',
  'sharepoint.com',
];

/**
 * The registrable domain of a host's name, as the URL Standard writes it. Names that no list knows, such as those below `local` or `corp`,
 * are taken to have a suffix of one label (publicsuffix.org: "If no rules match, the prevailing rule is *").
 */
export function registrableDomain(host: string): Registrable {
  const { hostname, isIp, isIcann, isPrivate, publicSuffix } = parse(host, {
    allowPrivateDomains: true,
    validateHostname: false,
  });
  if (isIp === true || hostname === null) return { domain: null, isSuffix: false };
  const labels = host.split('.');
  const listed = isIcann === true || isPrivate === true ? (publicSuffix ?? '').split('.').length : 1;
  const suffixLabels = Math.max(listed, ...furtherSuffixes.map((suffix) => labelsIn(labels, suffix.split('.'))));
  if (labels.length > suffixLabels) return { domain: labels.slice(-suffixLabels - 1).join('.'), isSuffix: false };
  return { domain: null, isSuffix: labels.length > 1 || isIcann === true };
}

/** How many of the last labels the suffix takes; none where it does not fit. */
function labelsIn(labels: readonly string[], suffix: readonly string[]): number {
  const last = labels.slice(-suffix.length);
  const fits = last.length === suffix.length && suffix.every((label, index) => label === '*' || label === last[index]);
  return fits ? suffix.length : 0;
}
