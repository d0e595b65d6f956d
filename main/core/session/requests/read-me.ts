import { get } from '../../ucwa/request/operation.ts';
import { embeddedOf, linkOf, type Resource } from '../../ucwa/resource.ts';
import { readResource } from './read-resource.ts';
import type { Perform } from './transport.ts';

/** The signed-in user: where that is, as the server wrote it, and what it says; each null where it could not be had. */
export interface FoundMe {
  readonly href: string | null;
  readonly me: Resource | null;
}

/** Reads the user, who is embedded in the application or linked from it (UCWA reference: application). `application`: absolute. */
export async function readMe(perform: Perform, application: string): Promise<FoundMe> {
  const there = await readResource(perform, get(application));
  if (there === null) return { href: null, me: null };
  const embedded = embeddedOf(there, 'me');
  if (embedded !== null) return { href: linkOf(embedded, 'self'), me: embedded };
  const href = linkOf(there, 'me');
  return { href, me: href === null ? null : await readResource(perform, get(href)) };
}
