/** `myGroupMemberships` in its second revision: who is in which group, and changes of that. */
import { readFields, textField } from '../http/fields.ts';
import { type Incoming, refuseBody, refuseQuery } from '../http/incoming.ts';
import { badParameter, conflict, forbidden, found, noContent, notFound, type Reply } from '../http/reply.ts';
import type { Resource } from '../http/representation.ts';
import type { BookGroup } from './address-book.ts';
import type { PeoplePorts } from './ports.ts';

const name = 'people/groupMemberships';
const uri = { kind: 'text', max: 250, required: true } as const;

/** Makes them exist. */
export function addMemberships(ports: PeoplePorts): void {
  new Memberships(ports).add();
}

class Memberships {
  readonly #ports: PeoplePorts;

  constructor(ports: PeoplePorts) {
    this.#ports = ports;
  }

  add(): void {
    const methods = {
      GET: (incoming: Incoming) => this.#list(incoming),
      POST: (incoming: Incoming) => this.#join(incoming),
    };
    const { application } = this.#ports;
    application.add(name, { rel: 'myGroupMemberships', methods });
    application.add(`${name}/removeContact`, {
      rel: 'removeContactFromAllGroups',
      methods: { POST: (incoming: Incoming) => this.#leaveAll(incoming) },
    });
  }

  #list(incoming: Incoming): Reply {
    const refused = refuseQuery(incoming, ['groupId']);
    if (refused !== null) return refused;
    const { application, book } = this.#ports;
    const groupId = incoming.query.get('groupId');
    const groups = groupId === null ? book.groups : [book.group(groupId) ?? []].flat();
    if (groupId !== null && groups.length === 0) return notFound('ResourceNotFound');
    return found({
      rel: 'myGroupMemberships',
      links: { self: application.path(name), removeContactFromAllGroups: application.path(`${name}/removeContact`) },
      embedded: {
        myGroupMembership: groups.flatMap((group) => group.members.map((id) => this.#membership(group, id))),
      },
    });
  }

  #membership(group: BookGroup, personId: string): Resource {
    const { application, book } = this.#ports;
    const own = `${name}/${encodeURIComponent(group.id)}/${encodeURIComponent(personId)}`;
    application.add(own, {
      rel: 'myGroupMembership',
      methods: {
        DELETE: (incoming: Incoming) =>
          refuseBody(incoming) ?? needsSecond(incoming) ?? this.#left(book.leave(group.id, personId)),
      },
    });
    const contact = application.path(`people/${encodeURIComponent(personId)}`);
    const links = { self: application.path(own), contact, [group.rel]: application.path(`people/groups/${group.id}`) };
    return { rel: 'myGroupMembership', links };
  }

  #left(wasThere: boolean): Reply {
    return wasThere ? noContent : notFound('None');
  }

  #join(incoming: Incoming): Reply {
    const second = needsSecond(incoming);
    if (second !== null) return second;
    const body = readFields(incoming, { contactUri: uri, groupId: { kind: 'text', max: 256 } });
    if (!body.ok) return body.reply;
    const { book } = this.#ports;
    const person = book.byUri(textField(body.value, 'contactUri') ?? '');
    const groupId = textField(body.value, 'groupId') ?? 'other';
    if (person === undefined || book.group(groupId) === undefined) return notFound('ResourceNotFound');
    return book.join(groupId, person.id) ? { status: 201 } : conflict('AlreadyExists');
  }

  #leaveAll(incoming: Incoming): Reply {
    const body = readFields(incoming, { contactUri: uri });
    if (!body.ok) return body.reply;
    const { book } = this.#ports;
    const person = book.byUri(textField(body.value, 'contactUri') ?? '');
    if (person === undefined) return badParameter('contactUri', 'nobody has it');
    for (const { id } of book.groups) book.leave(id, person.id);
    return noContent;
  }
}

/** The first revision only reads. */
function needsSecond({ method, headers }: Incoming): Reply | null {
  if (headers['x-ms-requiresminresourceversion'] === '2') return null;
  return forbidden(`${method} on myGroupMemberships without revision 2`, notFound('APIVersionNotSupported'));
}
