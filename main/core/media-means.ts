/** What the server and the administrator give to the media of calls, and what they prescribe. */
export interface MediaMeans extends VoiceRules {
  readonly relays: MediaRelays | null;
  /** Of this computer, for voice; null: any. */
  readonly ports: PortRange | null;
  /** The same for pictures. */
  readonly videoPorts: PortRange | null;
  /** Voice and pictures use the addresses of this computer that are in one of these ranges (CIDR) alone; none: all. */
  readonly networks: readonly string[];
}

/** Which offers may be taken. */
export interface VoiceRules {
  /** No way but over a relay. */
  readonly relayOnly: boolean;
  /** Voice in the clear is refused. */
  readonly encrypted: boolean;
}

/** Before anybody said anything. */
export const freeMeans: MediaMeans = {
  ...{ relays: null, relayOnly: false, encrypted: false },
  ...{ ports: null, videoPorts: null, networks: [] },
};

/** Relays and what they take for now. The password is a secret; nothing of it is written anywhere. */
export interface MediaRelays {
  readonly userName: string;
  readonly password: string;
  /** The best first. */
  readonly servers: readonly MediaRelay[];
}

export interface MediaRelay {
  /** A name or an address. */
  readonly host: string;
  /** Its IP addresses where it tells them, as relays of RFC 8656 do. */
  readonly addresses: readonly string[];
  /** Null where it serves none. */
  readonly udpPort: number | null;
  readonly tcpPort: number | null;
}

/** Both are part of it. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** What asking the relays for an address came to. */
export type RelayOutcome =
  /** One of them gave an address. */
  | 'reached'
  /** None answered, or none can be connected to. */
  | 'unreachable'
  /** User name and password are not taken. */
  | 'unauthorized'
  /** It has no room. */
  | 'full'
  /** It says no for another reason. */
  | 'refused';
