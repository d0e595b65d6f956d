import type { SettingsView, ShortcutAction } from '../../../preload/contract/index.ts';
import type { DecidedHook } from '../call-hook/state.ts';

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
  settings: {},
  callHook: null,
  shortcuts: {},
};
