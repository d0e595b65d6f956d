import type { Resolve } from '../../session/session.ts';
import { embeddedOf, linkOf, type Resource } from '../../ucwa/resource.ts';
import type { LookUp } from './look-up.ts';

/** Absolute hrefs of the conversations of an application; null where the server could not be asked. */
export async function listConversations(
  lookUp: LookUp,
  resolve: Resolve,
  application: string,
): Promise<readonly string[] | null> {
  const found = await lookUp(application);
  if (found.kind !== 'there') return null;
  const communication = await communicationOf(found.resource, lookUp, resolve);
  if (communication === null) return null;
  const href = communication === 'none' ? null : resolve(linkOf(communication, 'conversations'));
  if (href === null) return [];
  const list = await lookUp(href);
  return list.kind === 'there' ? membersOf(list.resource, resolve) : null;
}

/** Embedded in the application, or else linked from it; null where it could not be asked. */
async function communicationOf(
  application: Resource,
  lookUp: LookUp,
  resolve: Resolve,
): Promise<Resource | 'none' | null> {
  const embedded = embeddedOf(application, 'communication');
  if (embedded !== null) return embedded;
  const href = resolve(linkOf(application, 'communication'));
  if (href === null) return 'none';
  const found = await lookUp(href);
  return found.kind === 'there' ? found.resource : null;
}

function membersOf(list: Resource, resolve: Resolve): readonly string[] {
  const linked = (list.links.get('conversation') ?? []).map(({ href }) => href);
  const embedded = (list.embedded.get('conversation') ?? []).map((each) => linkOf(each, 'self'));
  const hrefs = [...linked, ...embedded].flatMap((href) => resolve(href) ?? []);
  return [...new Set(hrefs)];
}
