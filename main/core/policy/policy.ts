import type { Feature, PolicyView, SettingsView, ShortcutAction } from '../../../preload/contract/index.ts';
import type { DecidedHook } from '../call-hook/state.ts';
import type { PortRange } from '../media-means.ts';

/** Lines of the log below it are not written. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;

export type LogLevel = (typeof logLevels)[number];

/** What the administrator of this computer decided. */
export interface Policy {
  /** Replaces discovery by DNS name. */
  readonly discoveryUrl: string | null;
  /** Whether discovery may begin over http, without credentials, to learn an https address. */
  readonly httpDiscovery: boolean;
  /** Domains besides the sign-in domain that a server may be in; each stands for the hosts below it too. */
  readonly trustedDomains: readonly string[];
  /** The id that this app has at the organization's OAuth 2.0 server; null: the one that the server's challenge names. */
  readonly oauthClientId: string | null;
  /** Voice goes over the server's relay alone, so that no far side learns where this computer is. */
  readonly mediaRelayOnly: boolean;
  /** The ports of this computer that voice and pictures may use, before those that the server prescribes; null: those, or any. */
  readonly mediaPorts: PortRange | null;
  /** Nothing is said or heard in the clear, whatever the server's media policies let be. */
  readonly mediaEncrypted: boolean;
  /** Ranges (CIDR) in which an address of this computer has to be for voice to use it; none: all may be used. */
  readonly mediaNetworks: readonly string[];
  /** Path of a PEM file with authorities besides the system's. */
  readonly certificateFile: string | null;
  /** `system`, `direct`, or the address of the proxy that everything but voice goes through. */
  readonly proxy: string;
  /** Address of a script (PAC) that names the proxy for each address, in place of `proxy`; null: there is none. */
  readonly proxyScript: string | null;
  /** Hosts that are reached without the proxy that `proxy` names, as Chromium's bypass rules have them. */
  readonly proxyExceptions: readonly string[];
  /** The https folder that is asked for newer versions; null: nobody is ever asked. */
  readonly updateServer: string | null;
  /** The public key by which the list of updates has to be signed: Ed25519, as SubjectPublicKeyInfo in base64; null: no update is believed. */
  readonly updateKey: string | null;
  /** On Windows: whose code signature a package has to have, by the name in its certificate; null: it is not asked for. */
  readonly updatePublisher: string | null;
  readonly logLevel: LogLevel;
  /** What is off has false; what is not named is on. */
  readonly features: Readonly<Partial<Record<Feature, boolean>>>;
  /** Settings that are no longer the user's, with their values. */
  readonly settings: Partial<SettingsView>;
  /** The program that is run with each call; null: the user may choose one. */
  readonly callHook: DecidedHook | null;
  /** Global keys that are no longer the user's, as "Control+Shift+F9"; null: that action has none. */
  readonly shortcuts: Readonly<Partial<Record<ShortcutAction, string | null>>>;
}

/** Where no administrator said anything. */
export const openPolicy: Policy = {
  discoveryUrl: null,
  httpDiscovery: true,
  trustedDomains: [],
  oauthClientId: null,
  mediaRelayOnly: false,
  mediaPorts: null,
  mediaEncrypted: false,
  mediaNetworks: [],
  certificateFile: null,
  proxy: 'system',
  proxyScript: null,
  proxyExceptions: [],
  updateServer: null,
  updateKey: null,
  updatePublisher: null,
  logLevel: 'debug',
  features: {},
  settings: {},
  callHook: null,
  shortcuts: {},
};

/** What is told of it then. */
export const nothingDecided: PolicyView = { sources: [], decided: [], refused: [] };
