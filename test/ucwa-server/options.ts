/** How a simulated server is to be; every part has a default. */

import type { MediaMeans } from './application/media-means.ts';
import type { AddressBook } from './people/address-book.ts';
import { recordedGrants } from './sign-in/challenge.ts';
import type { DiscoveryStyle, HttpHop } from './sign-in/discovery.ts';

/** How UCWA's bodies are written. */
export interface RepresentationOptions {
  /** XML whatever the client asks for. */
  forceXml: boolean;
  /** With UCWA's own media types in place of `application/json` and `application/xml`. */
  vendorTypes: boolean;
  /** Bodies go in pieces of so many bytes, by chunked transfer; null: in one, with its length. */
  chunk: number | null;
  /** Bodies inside a batch's answer begin with a byte order mark. */
  batchMark: boolean;
}

export interface UcwaServerOptions extends Readonly<RepresentationOptions> {
  /**
   * `names`: the hosts are `lyncdiscover.northwind.example`, `pool.northwind.example` and so on, which the client resolves by
   * the hosts file. `addresses`: they are 127.0.0.1, 127.0.0.2 and so on.
   */
  readonly hosts: 'names' | 'addresses';
  /** The first three bytes of the hosts' addresses: servers of one port need a loopback network each. */
  readonly network: string;
  /** For every host; 0 takes free ones. */
  readonly port: number;
  /** Puts something in front of a listener, such as a proxy, and says at which port of the same address clients find it. */
  readonly front: ((target: { readonly host: string; readonly port: number }) => Promise<number>) | null;
  /** Of plain HTTP on the discovery host; 0 takes a free one. */
  readonly httpPort: number;
  /** Whether plain HTTP is there, and how it sends clients on; `foreign-302` goes to another parent domain. */
  readonly httpHop: HttpHop;
  /** Whether lyncdiscoverinternal is there too. */
  readonly internalDiscovery: boolean;
  /** `other-name`: that host's certificate is of the right authority, but for somebody else. */
  readonly discoveryCertificate: 'right' | 'other-name';
  readonly password: string;
  readonly discovery: DiscoveryStyle;
  readonly challenge: 'folded' | 'two-lines';
  readonly quotedHref: boolean;
  readonly grants: readonly string[];
  /** How long a token is good, in seconds. */
  readonly tokenSeconds: number;
  /** What a request with a stale token gets. */
  readonly staleTokenStatus: 401 | 403;
  /** `json`: with UCWA's InvalidToken in place of an HTML page. */
  readonly staleTokenBody: 'html' | 'json';
  /** What `applications` answers to a client that has no token of that host yet. */
  readonly applicationsChallenge: 401 | 403 | 500;
  /** Challenges carry `authorization_uri`, and tokens of the authorization server are taken. */
  readonly oauth: boolean;
  /** What a second of the event channel's and the application's timers lasts here, in seconds. */
  readonly timeScale: number;
  /** Relays and rules for voice that are other than usual. */
  readonly mediaMeans: Partial<MediaMeans>;
  /** The company; null: the usual one. */
  readonly book: AddressBook | null;
}

export const defaultOptions: UcwaServerOptions = {
  hosts: 'addresses',
  network: '127.0.0',
  port: 0,
  httpPort: 0,
  httpHop: 'none',
  internalDiscovery: false,
  discoveryCertificate: 'right',
  password: 'Northwind-4711',
  discovery: 'user',
  challenge: 'folded',
  quotedHref: true,
  grants: recordedGrants,
  tokenSeconds: 28_289,
  staleTokenStatus: 401,
  staleTokenBody: 'html',
  applicationsChallenge: 401,
  oauth: false,
  timeScale: 1,
  mediaMeans: {},
  book: null,
  forceXml: false,
  vendorTypes: false,
  chunk: null,
  batchMark: false,
  front: null,
};
