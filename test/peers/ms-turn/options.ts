import type { Credentials } from './wire/integrity.ts';
import type { ErrorCode } from './wire/names.ts';

/** What `mediaRelayAccessToken` of UCWA has: both are base64, and their bytes are what is meant on the wire. */
export interface RelayToken {
  readonly username: string;
  readonly password: string;
}

export interface MsTurnOptions {
  /** Where it listens, and where relayed ports are. */
  readonly address: string;
  /** 0: any that is free. null: not at all. */
  readonly udpPort: number | null;
  readonly tcpPort: number | null;
  readonly token: RelayToken;
  readonly realm: string;
  /** The newest MS-Version that it speaks: 3 and up with SHA-256, 5 and up with multiplexed data. */
  readonly version: 1 | 2 | 3 | 4 | 5 | 6;
  /** What an allocation over TCP gives. The document says a TCP port. */
  readonly relayOfTcp: 'tcp' | 'udp';
  /** The longest that an allocation lasts without a refresh, in seconds. */
  readonly lifetime: number;
  /** Whether the 401 tells its own address, and a client over UDP has to go on there. */
  readonly namesItself: boolean;
}

export const defaultOptions: MsTurnOptions = {
  address: '127.0.0.1',
  udpPort: 0,
  tcpPort: 0,
  token: {
    username: Buffer.from('\x02\x00\x00\x24relay-user\x00\x01').toString('base64'),
    password: Buffer.from('relay-password\xff').toString('base64'),
  },
  realm: 'rtcmedia',
  version: 3,
  relayOfTcp: 'tcp',
  lifetime: 600,
  namesItself: true,
};

/** What goes wrong from now on; tests change it while the server runs. */
export interface Faults {
  /** So many proven requests more are told that their nonce is stale. */
  staleNonces: number;
  /** So many answers more are never sent. */
  lostAnswers: number;
  /** Every proven Allocate request is refused with this. */
  refusal: ErrorCode | null;
  /** Checks proofs under this realm, which is not the one that it tells. */
  wrongRealm: string | null;
  /** Where 300 sends clients. */
  alternate: { readonly host: string; readonly port: number } | null;
}

export function noFaults(): Faults {
  return { staleNonces: 0, lostAnswers: 0, refusal: null, wrongRealm: null, alternate: null };
}

export function credentialsOf({ username, password }: RelayToken): Credentials {
  return { username: Buffer.from(username, 'base64'), password: Buffer.from(password, 'base64') };
}
