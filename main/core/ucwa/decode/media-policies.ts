import type { PortRange } from '../../media-means.ts';
import { type Resource, textOf } from '../resource.ts';
import { wholeNumber } from './media-relay-access-token.ts';

/** What the server prescribes for voice (UCWA reference: mediaPolicies). */
export interface MediaPolicies {
  /** Null: any. */
  readonly audioPorts: PortRange | null;
  readonly videoPorts: PortRange | null;
  /** Voice in the clear is not allowed; also where it has to be protected by algorithms of FIPS, which ours are (AES-128, HMAC-SHA1). */
  readonly encrypted: boolean;
}

export const noPolicies: MediaPolicies = { audioPorts: null, videoPorts: null, encrypted: false };

/** Below are ports of services; a call takes four. */
const leastPort = 1024;
const fewestPorts = 4;

export function decodeMediaPolicies(resource: Resource): MediaPolicies {
  return {
    audioPorts: portsOf(resource, 'Audio'),
    videoPorts: portsOf(resource, 'Video'),
    encrypted: says(resource, 'audioVideoEncryption', 'enforced') || says(resource, 'fipsCompliantMedia', 'required'),
  };
}

/** A range that no call could keep to does not count. */
function portsOf(resource: Resource, medium: 'Audio' | 'Video'): PortRange | null {
  if (!says(resource, 'portRange', 'enabled')) return null;
  const first = wholeNumber(resource.properties.get(`minimum${medium}Port`));
  const last = wholeNumber(resource.properties.get(`maximum${medium}Port`));
  if (first === null || last === null || first < leastPort || last > 65_535) return null;
  return last - first + 1 >= fewestPorts ? { first, last } : null;
}

function says(resource: Resource, name: string, value: string): boolean {
  return textOf(resource, name)?.toLowerCase() === value;
}
