import { isIP } from 'node:net';
import * as v from 'valibot';
import { features, settingValues } from '../../../preload/contract/index.ts';
import { decidedHook } from '../../core/call-hook/decided.ts';
import { logLevels, type Policy } from '../../core/policy/policy.ts';
import type { Schema } from '../../core/schema/schema.ts';
import { decidedKeys } from '../../core/shortcuts/state.ts';

/** An https address without a user name. */
const httpsAddress = /^[Hh][Tt][Tt][Pp][Ss]:\/\/[^\s/?#@\\]+(?:[/?#]\S*)?$/;
/** The same for a folder: what is asked for in it is put behind it. */
const httpsFolder = /^[Hh][Tt][Tt][Pp][Ss]:\/\/[^\s/?#@\\]+(?:\/[^\s?#]*)?$/;
/** An Ed25519 key as SubjectPublicKeyInfo (RFC 8410, section 4), which always begins with these 12 bytes, in base64. */
const ed25519Key = /^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$/;
/** At least two labels: a top-level domain would trust half of the world. */
const domainName = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$/;
/** As Chromium writes a proxy: with its scheme, and without a user name or a path. */
const proxyPlace =
  /^(?:system|direct|(?:https?|socks[45]):\/\/(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?)$/;
/** An http or https address without a user name. */
const webAddress = /^[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s/?#@\\]+(?:[/?#]\S*)?$/;
/** A name, a pattern with `*`, an address or a range of addresses, each perhaps with a port; or all names without a dot. */
const proxyException = /^(?:<local>|[A-Za-z0-9.*:[\]/_-]{1,253})$/;
/** An address and the length of its prefix (RFC 4632, RFC 4291 section 2.3). */
const addressRange = /^[0-9A-Fa-f.:]{2,45}\/[0-9]{1,3}$/;
/** From the root of a drive or of everything. */
const absolutePath = /^(?:\/|[A-Za-z]:\\|\\\\)[ -~\u00a0-\uffff]+$/;

const leastPort = 1024;
const lastPort = 65_535;
const fewestPorts = 4;

const port = v.pipe(v.number(), v.integer(), v.minValue(leastPort), v.maxValue(lastPort));

/** Keys with entries that are decided one by one. */
export const groups = ['features', 'settings', 'shortcuts'] as const;

export type Group = (typeof groups)[number];

/** Keys that stand for themselves. */
export type OwnKey = Exclude<keyof Policy, Group>;

/**
 * What each key can have. The one source of what an administrator may write: the decoder reads by it, and the JSON schema, the templates for Windows and the
 * manifest for macOS are made of it (`npm run policy`). What a JSON schema can say stands before anything else.
 */
export const ownValues = {
  discoveryUrl: v.pipe(v.string(), v.maxLength(2_000), v.regex(httpsAddress), v.url()),
  httpDiscovery: v.boolean(),
  trustedDomains: v.pipe(
    v.array(v.pipe(v.string(), v.maxLength(253), v.regex(domainName), v.toLowerCase())),
    v.maxLength(100),
  ),
  oauthClientId: v.pipe(v.string(), v.regex(/^[!-~]{1,200}$/)),
  mediaRelayOnly: v.boolean(),
  mediaPorts: v.pipe(
    v.strictObject({ first: port, last: port }),
    v.check(({ first, last }) => last - first + 1 >= fewestPorts),
  ),
  mediaEncrypted: v.boolean(),
  mediaNetworks: v.pipe(
    v.array(v.pipe(v.string(), v.maxLength(50), v.regex(addressRange), v.check(isRange))),
    v.maxLength(100),
  ),
  certificateFile: v.pipe(v.string(), v.maxLength(1_000), v.regex(absolutePath)),
  proxy: v.pipe(v.string(), v.maxLength(300), v.regex(proxyPlace)),
  proxyScript: v.pipe(v.string(), v.maxLength(2_000), v.regex(webAddress), v.url()),
  proxyExceptions: v.pipe(v.array(v.pipe(v.string(), v.maxLength(253), v.regex(proxyException))), v.maxLength(100)),
  updateServer: v.pipe(v.string(), v.maxLength(2_000), v.regex(httpsFolder), v.url()),
  updateKey: v.pipe(v.string(), v.maxLength(60), v.regex(ed25519Key)),
  updatePublisher: v.pipe(v.string(), v.maxLength(200), v.regex(/^[^\p{Cc}]+$/u)),
  logLevel: v.picklist(logLevels),
  callHook: decidedHook,
} as const satisfies { readonly [Key in OwnKey]: Schema<NonNullable<Policy[Key]>> };

function isRange(text: string): boolean {
  const [host = '', bits] = text.split('/');
  const most = { 4: 32, 6: 128 }[isIP(host)];
  return most !== undefined && Number(bits) <= most;
}

const featureValues = Object.fromEntries(features.map((name) => [name, v.boolean()]));

const lockedValues = Object.fromEntries(
  Object.entries(settingValues).map(([name, values]) => [name, v.picklist(values as readonly (string | number)[])]),
);

/** With null an action has no keys. */
const shortcutValues = Object.fromEntries(
  Object.entries(decidedKeys.entries).map(([action, { wrapped }]) => [action, wrapped]),
);

/** What each entry of the groups can have. */
export const groupValues: Readonly<Record<Group, Readonly<Record<string, v.GenericSchema>>>> = {
  features: featureValues,
  settings: lockedValues,
  shortcuts: shortcutValues,
};
