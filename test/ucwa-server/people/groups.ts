/** `myGroups`, the groups of each kind, and who is in them. */
import { type Incoming, refuseQuery } from '../http/incoming.ts';
import { found, problem, type Reply } from '../http/reply.ts';
import type { Link, Resource } from '../http/representation.ts';
import type { BookChange, BookGroup, GroupRel } from './address-book.ts';
import type { PeoplePorts } from './ports.ts';

/** A distribution group with more is not expanded. */
const mostExpanded = 1_000;
/** Those of which there is one each. */
const single: ReadonlySet<GroupRel> = new Set([
  'defaultGroup',
  'pinnedGroup',
  'delegatesGroup',
  'delegatorsGroup',
  'myOrganizationGroup',
]);
/** Those whose changes are told at leisure. */
const calm: ReadonlySet<GroupRel> = new Set(['delegatesGroup', 'delegatorsGroup']);

export class Groups {
  readonly #ports: PeoplePorts;
  readonly #added = new Set<string>();

  constructor(ports: PeoplePorts) {
    this.#ports = ports;
    ports.application.add('people/groups', { rel: 'myGroups', methods: { GET: (incoming) => this.#list(incoming) } });
  }

  /** Somebody came to a group, or left it. */
  announce({ group, personId, added }: BookChange & { readonly kind: 'members' }): void {
    const { application, book, contact } = this.#ports;
    const person = book.person(personId);
    if (person === undefined) return;
    const link = { rel: 'contact', href: application.path(`people/${encodeURIComponent(personId)}`) };
    const item = {
      link,
      in: { rel: group.rel, href: this.#href(group) },
      type: added ? ('added' as const) : ('deleted' as const),
      ...(added && { embedded: contact(person) }),
    };
    application.emit({ rel: 'people', href: application.path('people') }, item, calm.has(group.rel) ? 'low' : 'high');
  }

  #list(incoming: Incoming): Reply {
    const refused = refuseQuery(incoming, ['expand']);
    if (refused !== null) return refused;
    const links: Record<string, string | Link[]> = { self: this.#ports.application.path('people/groups') };
    const embedded: Record<string, Resource | Resource[]> = {};
    for (const group of this.#ports.book.groups) {
      const resource = this.#group(group);
      if (single.has(group.rel)) embedded[group.rel] = resource;
      else embedded[group.rel] = [...[embedded[group.rel] ?? []].flat(), resource];
    }
    if (incoming.query.get('expand') !== 'false') return found({ rel: 'myGroups', links, embedded });
    for (const [rel, value] of Object.entries(embedded))
      links[rel] = [value].flat().map(({ links: own }) => ({ href: String(own?.self) }));
    return found({ rel: 'myGroups', links });
  }

  #group(group: BookGroup): Resource {
    const { id, name, rel } = group;
    const href = this.#href(group);
    const members =
      rel === 'distributionGroup'
        ? { expandDistributionGroup: `${href}/expand` }
        : { groupContacts: `${href}/contacts?groupId=${encodeURIComponent(id)}` };
    return { rel, properties: { id, name }, links: { self: href, ...members } };
  }

  #href(group: BookGroup): string {
    const { application } = this.#ports;
    const name = `people/groups/${encodeURIComponent(group.id)}`;
    if (!this.#added.has(name)) {
      this.#added.add(name);
      application.add(name, { rel: group.rel, methods: { GET: () => found(this.#group(group)) } });
      const members = (incoming: Incoming) => refuseQuery(incoming, ['groupId', 'expand']) ?? this.#members(group);
      application.add(`${name}/contacts`, { rel: 'groupContacts', methods: { GET: members } });
      application.add(`${name}/expand`, {
        rel: 'expandDistributionGroup',
        methods: { GET: () => this.#expanded(group) },
      });
    }
    return application.path(name);
  }

  #members(group: BookGroup): Reply {
    const links = { self: `${this.#href(group)}/contacts` };
    return found({ rel: 'groupContacts', links, embedded: { contact: this.#people(group) } });
  }

  #expanded(group: BookGroup): Reply {
    if (group.members.length > mostExpanded) {
      return problem(403, {
        code: 'Forbidden',
        subcode: 'TooManyContacts',
        message: 'The group has too many members.',
      });
    }
    return found({ ...this.#group(group), embedded: { contact: this.#people(group) } });
  }

  #people({ members }: BookGroup): readonly Resource[] {
    const { book, contact } = this.#ports;
    return members.flatMap((id) => {
      const person = book.person(id);
      return person === undefined ? [] : contact(person);
    });
  }
}
