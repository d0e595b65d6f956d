import { readResource } from '../session/requests/read-resource.ts';
import type { Perform } from '../session/requests/transport.ts';
import { decodeParticipant, type Participant } from '../ucwa/decode/participant.ts';
import { decodePolicies, type Policies } from '../ucwa/decode/policies.ts';
import { get } from '../ucwa/request/operation.ts';
import { embeddedOf, linkOf, type Resource } from '../ucwa/resource.ts';

export interface ReaderDeps {
  readonly perform: Perform;
  readonly resolve: (href: string | null) => string | null;
}

/** Nobody is delegate of more people than they can answer for. */
const mostDelegators = 50;

/** What the administrator says; null where the server could not be asked. `href`: absolute. */
export async function readPolicies(deps: ReaderDeps, href: string): Promise<Policies | null> {
  const resource = await read(deps, href);
  return resource && decodePolicies(resource);
}

/** Those whose delegate the user is, by the groups that they have; null where the server could not be asked. */
export async function readDelegators(deps: ReaderDeps, groups: string): Promise<readonly Participant[] | null> {
  const { resolve } = deps;
  const list = await read(deps, groups);
  if (list === null) return null;
  const embedded = embeddedOf(list, 'delegatorsGroup');
  const self = resolve(linkOf(list, 'delegatorsGroup'));
  const group = embedded ?? (self === null ? null : await read(deps, self));
  const href = group === null ? null : resolve(linkOf(group, 'groupContacts'));
  if (href === null) return [];
  const contacts = await read(deps, href);
  return contacts && contactsOf(deps, contacts);
}

async function contactsOf(deps: ReaderDeps, list: Resource): Promise<readonly Participant[]> {
  const embedded = (list.embedded.get('contact') ?? []).slice(0, mostDelegators);
  if (embedded.length > 0) return embedded.map(decodeParticipant);
  const links = (list.links.get('contact') ?? []).slice(0, mostDelegators);
  const read = await Promise.all(
    links.map(async ({ href }) => {
      const absolute = deps.resolve(href);
      return absolute === null ? null : readContact(deps, absolute);
    }),
  );
  return read.filter((contact) => contact !== null);
}

async function readContact(deps: ReaderDeps, href: string): Promise<Participant | null> {
  const resource = await read(deps, href);
  return resource && decodeParticipant(resource);
}

function read({ perform }: ReaderDeps, href: string): Promise<Resource | null> {
  return readResource(perform, get(href));
}
