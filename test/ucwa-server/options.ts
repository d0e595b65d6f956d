/** How a simulated server is to be; every part has a default. */

import { recordedGrants } from './sign-in/challenge.ts';
import type { DiscoveryStyle } from './sign-in/discovery.ts';

/** How UCWA's bodies are written. */
export interface RepresentationOptions {
  /** XML whatever the client asks for. */
  forceXml: boolean;
  /** With UCWA's own media types in place of `application/json` and `application/xml`. */
  vendorTypes: boolean;
  /** Bodies inside a batch's answer begin with a byte order mark. */
  batchMark: boolean;
}

export interface UcwaServerOptions extends Readonly<RepresentationOptions> {
  /**
   * `names`: the hosts are `lyncdiscover.northwind.example` and `pool.northwind.example`, which the client resolves by the
   * hosts file. `addresses`: they are 127.0.0.1 and 127.0.0.2.
   */
  readonly hosts: 'names' | 'addresses';
  /** For both hosts; 0 takes free ones. */
  readonly port: number;
  readonly password: string;
  readonly discovery: DiscoveryStyle;
  readonly challenge: 'folded' | 'two-lines';
  readonly quotedHref: boolean;
  readonly grants: readonly string[];
  /** How long a token is good, in seconds. */
  readonly tokenSeconds: number;
  /** What a request with a stale token gets. */
  readonly staleTokenStatus: 401 | 403;
  /** What a second of the event channel's and the application's timers lasts here, in seconds. */
  readonly timeScale: number;
}

export const defaultOptions: UcwaServerOptions = {
  hosts: 'addresses',
  port: 0,
  password: 'Northwind-4711',
  discovery: 'user',
  challenge: 'folded',
  quotedHref: true,
  grants: recordedGrants,
  tokenSeconds: 28_289,
  staleTokenStatus: 401,
  timeScale: 1,
  forceXml: false,
  vendorTypes: false,
  batchMark: false,
};
