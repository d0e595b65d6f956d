import { readResource } from '../session/requests/read-resource.ts';
import type { Perform } from '../session/requests/transport.ts';
import { decodePhones, type ListedPhone, phonesOf } from '../ucwa/decode/phones.ts';
import { get } from '../ucwa/request/operation.ts';
import { embeddedOf, linkOf, type Resource, textOf } from '../ucwa/resource.ts';

/** What the server says of the user's telephones. */
export interface Known {
  readonly listed: readonly ListedPhone[];
  readonly usual: string | null;
  /** As the server wrote it; null where it cannot be told another one. */
  readonly communication: string | null;
}

/** Reads them by the links of the application; null where it could not be asked. `application`: its absolute URL. */
export async function readOwnPhones(perform: Perform, application: string): Promise<Known | null> {
  const read = (href: string): Promise<Resource | null> => readResource(perform, get(href));
  const there = await read(application);
  if (there === null) return null;
  const [me, communication] = [embeddedOf(there, 'me'), embeddedOf(there, 'communication')];
  const href = me === null ? null : phonesOf(me);
  const list = href === null ? null : await read(href);
  return {
    listed: list === null ? [] : decodePhones(list),
    usual: communication === null ? null : textOf(communication, 'phoneNumber'),
    communication: communication === null ? null : linkOf(communication, 'self'),
  };
}
