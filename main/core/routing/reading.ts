import { saysForbidden } from '../session/own-word.ts';
import { readResource } from '../session/requests/read-resource.ts';
import type { Perform } from '../session/requests/transport.ts';
import {
  type CallForwarding,
  decodeCallForwarding,
  decodeForwardingPart,
  type ForwardingPart,
  type ForwardingPartRel,
  forwardingParts,
  noForwardingPart,
} from '../ucwa/decode/call-forwarding.ts';
import { decodeContact } from '../ucwa/decode/contact.ts';
import { get } from '../ucwa/request/operation.ts';
import { decodeResource, embeddedOf, linkOf, type Resource } from '../ucwa/resource.ts';

/** What makes calls ring goes first: reads are batched, and give up after this. */
const readMs = 10_000;

/** `none`: this user has no call forwarding. Null: it could not be asked. */
export type ReadForwarding = CallForwarding | 'none' | null;

/** Reads the settings with their three parts, and whom they name. */
export async function readForwarding(perform: Perform, href: string): Promise<ReadForwarding> {
  const result = await perform({ ...get(href), timeoutMs: readMs });
  if (!result.ok) {
    // A user without Enterprise Voice, or an anonymous one (UCWA reference: 403 for all of it).
    return saysForbidden(result.failure) ? 'none' : null;
  }
  const settings = decodeResource(result.value.body);
  if (settings === null) return null;
  const parts = await Promise.all(forwardingParts.map((rel) => readPart(perform, settings, rel)));
  if (parts.some((part) => part === null)) return null;
  const read = Object.fromEntries(forwardingParts.map((rel, index) => [rel, parts[index]]));
  return decodeCallForwarding(settings, read as Record<ForwardingPartRel, ForwardingPart>);
}

/** Null where it could not be read. */
async function readPart(perform: Perform, settings: Resource, rel: ForwardingPartRel): Promise<ForwardingPart | null> {
  const href = linkOf(settings, rel);
  const embedded = embeddedOf(settings, rel);
  const resource = embedded ?? (href === null ? null : await read(perform, href));
  if (resource === null) return href === null || rel === 'unansweredCallSettings' ? noForwardingPart : null;
  const part = decodeForwardingPart(resource);
  const contact = part.links.contact;
  if (part.target !== 'contact' || part.contact !== null || contact === null) return part;
  const found = await read(perform, contact);
  return found === null ? part : { ...part, contact: decodeContact(found) };
}

function read(perform: Perform, href: string): Promise<Resource | null> {
  return readResource(perform, get(href));
}
