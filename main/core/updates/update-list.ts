import * as v from 'valibot';
import { fields } from '../schema/fields.ts';
import { numberWithin, text } from '../schema/pieces.ts';
import { read } from '../schema/schema.ts';
import { packageKinds } from '../updater.ts';
import { releaseVersion } from './versions.ts';

/** The name of the list in the folder of the server. */
export const listName = 'switchhook-updates.json';

/** No package is larger, in bytes. */
export const largestPackage = 1024 ** 3;

/** A list and its signature, in one file: two could be fetched from before and after a change. */
export interface SignedList {
  /** An {@link UpdateList} as JSON: these very characters were signed. */
  readonly list: string;
  /** In base64. */
  readonly signature: string;
}

/** Which version is the newest, as whoever has the key says. */
export interface UpdateList {
  /** Whose updates they are: a key that signs other things as well signs nothing by chance that would do here. */
  readonly product: 'switchhook';
  /** Another form of the list would have another number. */
  readonly form: 1;
  readonly version: string;
  /** When it was signed, in ISO 8601; a later list goes before. */
  readonly signedAt: string;
  /** From when on it is not believed any more. */
  readonly expiresAt: string;
  readonly packages: readonly UpdatePackage[];
}

export interface UpdatePackage {
  readonly kind: (typeof packageKinds)[number];
  /** As Node names it, such as `x64`. */
  readonly architecture: string;
  /** Its file, in the folder of the list. */
  readonly name: string;
  readonly size: number;
  readonly sha512: string;
}

/** Nothing that leads out of a folder, is hidden, or means something to a shell. */
export const packageName = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,199}$/;

const instant = v.pipe(v.string(), v.maxLength(40), v.isoTimestamp());
/** 64 bytes in base64. */
const bytes64 = /^[A-Za-z0-9+/]{86}==$/;

const envelope = fields({ list: text(256 * 1024), signature: v.pipe(v.string(), v.regex(bytes64)) });

const onePackage = fields({
  kind: v.picklist(packageKinds),
  architecture: v.pipe(v.string(), v.regex(/^[a-z0-9]{1,20}$/)),
  name: v.pipe(v.string(), v.regex(packageName)),
  size: v.pipe(numberWithin(1, largestPackage), v.integer()),
  sha512: v.pipe(v.string(), v.regex(bytes64)),
});

const list = fields({
  product: v.literal('switchhook'),
  form: v.literal(1),
  version: v.pipe(v.string(), v.regex(releaseVersion)),
  signedAt: instant,
  expiresAt: instant,
  packages: v.pipe(v.array(onePackage), v.maxLength(50)),
});

/** What a server gave, before anything of it is believed; null where it is no list with a signature. */
export function readSigned(body: string): SignedList | null {
  return read(envelope, parsed(body));
}

/** Whether it is meant as a list at all: one without a signature is worse than none. */
export function isListOfSomebody(body: string): boolean {
  const document = parsed(body);
  return typeof document === 'object' && document !== null && ('list' in document || 'packages' in document);
}

/** The list that was signed; null where this version does not understand it. */
export function readList(text: string): UpdateList | null {
  return read(list, parsed(text));
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
