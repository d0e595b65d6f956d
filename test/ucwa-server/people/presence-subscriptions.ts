/** `presenceSubscriptions`: whose presence, note and place are told, and for how long. */
import { randomUUID } from 'node:crypto';
import { type Incoming, readJson, refuseBody, refuseQuery } from '../http/incoming.ts';
import { badParameter, found, noContent, notFound, problem, type Reply } from '../http/reply.ts';
import type { Resource } from '../http/representation.ts';
import type { Person } from '../people.ts';
import type { PeoplePorts } from './ports.ts';
import { readMinutes } from './subscription-minutes.ts';

const name = 'people/presenceSubscriptions';
const mostMinutes = 30;
/** So much before its end the client is told, in seconds. */
const warning = 60;
const mostSubscriptions = 20;
const mostUris = 500;

const tooMany = problem(403, { code: 'Forbidden', subcode: 'LimitExceeded', message: 'Too many are subscribed to.' });

interface Subscription {
  readonly id: string;
  readonly uris: Set<string>;
  /** When it ends, by the count of seconds that it has had. */
  minutes: number;
  startedAt: number;
  cancel: () => void;
}

export class PresenceSubscriptions {
  readonly #ports: PeoplePorts;
  readonly #all = new Map<string, Subscription>();

  constructor(ports: PeoplePorts) {
    this.#ports = ports;
    const { application } = ports;
    const methods = {
      GET: () => found(this.#list()),
      POST: (incoming: Incoming) => this.#make(incoming),
    };
    application.add(name, { rel: 'presenceSubscriptions', methods });
    application.add('people/subscribedContacts', {
      rel: 'subscribedContacts',
      methods: { GET: (incoming) => refuseQuery(incoming, []) ?? found(this.#subscribed()) },
    });
    application.add('people/presenceSubscriptionMemberships', {
      rel: 'presenceSubscriptionMemberships',
      methods: { GET: () => found(this.#memberships([...this.#all.values()])) },
    });
  }

  /** Whether the presence of somebody is told. */
  covers({ uri }: Person): boolean {
    return uri !== undefined && [...this.#all.values()].some(({ uris }) => uris.has(uri.toLowerCase()));
  }

  /** Says of each that it ends soon. */
  warn(): void {
    for (const one of this.#all.values()) this.#announce('updated', one);
  }

  #list(): Resource {
    const links = { self: this.#ports.application.path(name) };
    const all = [...this.#all.values()].map((one) => this.#resource(one));
    return { rel: 'presenceSubscriptions', links, embedded: { presenceSubscription: all } };
  }

  #resource({ id }: Subscription): Resource {
    const self = this.#ports.application.path(`${name}/${id}`);
    return {
      rel: 'presenceSubscription',
      properties: { id },
      links: { self, addToPresenceSubscription: `${self}/add`, memberships: `${self}/memberships` },
    };
  }

  #subscribed(): Resource {
    const { book, application } = this.#ports;
    const people = book.people.filter((person) => this.covers(person));
    const contact = people.map(({ id }) => ({ href: application.path(`people/${encodeURIComponent(id)}`) }));
    return { rel: 'subscribedContacts', links: { self: application.path('people/subscribedContacts'), contact } };
  }

  #memberships(subscriptions: readonly Subscription[]): Resource {
    const { application, book } = this.#ports;
    const self = application.path('people/presenceSubscriptionMemberships');
    const presenceSubscriptionMembership = subscriptions.flatMap(({ id, uris }) =>
      [...uris].map((uri): Resource => {
        const person = book.byUri(uri);
        const contact = application.path(`people/${encodeURIComponent(person?.id ?? uri)}`);
        return {
          rel: 'presenceSubscriptionMembership',
          links: { presenceSubscription: application.path(`${name}/${id}`), contact },
        };
      }),
    );
    return { rel: 'presenceSubscriptionMemberships', links: { self }, embedded: { presenceSubscriptionMembership } };
  }

  #make(incoming: Incoming): Reply {
    const read = readMinutes(incoming, mostMinutes, ['uris']);
    if (!read.ok) return read.reply;
    const uris = urisIn(read.fields.get('uris'));
    if (uris === null) return badParameter('uris', 'not a list of sip: addresses');
    if (this.#all.size >= mostSubscriptions || uris.length > mostUris) return tooMany;
    const made = { id: randomUUID(), uris: new Set(uris), minutes: 0, startedAt: 0, cancel: () => {} };
    this.#all.set(made.id, made);
    this.#addResources(made);
    this.#prolong(made, read.minutes);
    this.#announce('added', made);
    return found(this.#resource(made), 201);
  }

  #addResources(subscription: Subscription): void {
    const { application } = this.#ports;
    const own = `${name}/${subscription.id}`;
    const unlessOver = (answer: (incoming: Incoming) => Reply) => (incoming: Incoming) =>
      this.#all.has(subscription.id) ? answer(incoming) : notFound('ResourceNotFound');
    const end = (incoming: Incoming): Reply => {
      const refused = refuseBody(incoming);
      if (refused === null) this.#end(subscription);
      return refused ?? noContent;
    };
    application.add(own, {
      rel: 'presenceSubscription',
      methods: {
        GET: unlessOver(() => found(this.#resource(subscription))),
        POST: unlessOver((incoming) => this.#extend(subscription, incoming)),
        DELETE: unlessOver(end),
      },
    });
    application.add(`${own}/add`, {
      rel: 'addToPresenceSubscription',
      methods: { POST: unlessOver((incoming) => this.#addTo(subscription, incoming)) },
    });
    application.add(`${own}/memberships`, {
      rel: 'memberships',
      methods: { GET: unlessOver(() => found(this.#memberships([subscription]))) },
    });
  }

  #extend(subscription: Subscription, incoming: Incoming): Reply {
    const read = readMinutes(incoming, mostMinutes);
    if (!read.ok) return read.reply;
    this.#prolong(subscription, read.minutes);
    return found(this.#resource(subscription), 201);
  }

  #addTo(subscription: Subscription, incoming: Incoming): Reply {
    const body = readJson(incoming);
    if (!body.ok) return body.reply;
    const strange = [...body.value.keys()].find((field) => field !== 'contacturis');
    if (strange !== undefined) return badParameter(strange, 'no such field');
    const uris = urisIn(body.value.get('contacturis'));
    if (uris === null) return badParameter('contactUris', 'not a list of sip: addresses');
    if (subscription.uris.size + uris.length > mostUris) return tooMany;
    for (const uri of uris) subscription.uris.add(uri);
    return found(this.#memberships([subscription]), 201);
  }

  /** What is left and so many minutes more, thirty at most. */
  #prolong(subscription: Subscription, minutes: number): void {
    const { timers } = this.#ports;
    subscription.cancel();
    const usedMinutes = (timers.now - subscription.startedAt) / 60_000;
    const left = Math.max(0, subscription.minutes - usedMinutes);
    subscription.minutes = Math.min(left + minutes, mostMinutes);
    subscription.startedAt = timers.now;
    const seconds = subscription.minutes * 60;
    const cancelWarning = timers.afterSeconds(seconds - warning, () => this.#announce('updated', subscription));
    const cancelEnd = timers.afterSeconds(seconds, () => this.#end(subscription));
    subscription.cancel = () => {
      cancelWarning();
      cancelEnd();
    };
  }

  #end(subscription: Subscription): void {
    subscription.cancel();
    if (this.#all.delete(subscription.id)) this.#announce('deleted', subscription);
  }

  #announce(type: 'added' | 'updated' | 'deleted', subscription: Subscription): void {
    const { application } = this.#ports;
    const link = { rel: 'presenceSubscription', href: application.path(`${name}/${subscription.id}`) };
    const embedded = type === 'deleted' ? {} : { embedded: this.#resource(subscription) };
    application.emit({ rel: 'people', href: application.path('people') }, { link, type, ...embedded }, 'medium');
  }
}

function urisIn(value: unknown): readonly string[] | null {
  const isUri = (one: unknown): one is string => typeof one === 'string' && /^sip:[^@\s]+@[^@\s]+$/i.test(one);
  return Array.isArray(value) && value.length > 0 && value.every(isUri) ? value.map((uri) => uri.toLowerCase()) : null;
}
