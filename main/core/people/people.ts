import {
  mostLookedAt,
  type PeopleCommand,
  type PeopleQueries,
  type PersonAction,
  type Words,
} from '../../../preload/contract/index.ts';
import type { Call, Calls } from '../calls/state.ts';
import { type CommandHandlers, refused, taken } from '../commands.ts';
import type { History } from '../history/state.ts';
import type { Clock, Log, Random } from '../ports.ts';
import type { QueryHandlers } from '../queries.ts';
import type { CompleteEvent } from '../session/channel/complete-event.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { Store } from '../store.ts';
import { Contacts } from './contacts/contacts.ts';
import { changeMembership, type MembershipLinks } from './contacts/membership.ts';
import { readOffered } from './contacts/offered.ts';
import { DirectorySearch } from './directory-search.ts';
import { contactsIn } from './faces.ts';
import { peopleNewsOf } from './from-ucwa.ts';
import type { Person } from './person.ts';
import { actionsFor } from './project.ts';
import { createPeopleQueries } from './queries.ts';
import { pathOf } from './resource-path.ts';
import { type PeopleEvent, type PeopleModel, personBy, reducePeople } from './state.ts';
import { Callers, isLive, namedOnCall, peopleOnCalls } from './watching/callers.ts';
import { LookedAt } from './watching/looked-at.ts';
import { Photos } from './watching/photos.ts';
import type { Picture } from './watching/picture.ts';
import { PresenceWatch } from './watching/presence-watch.ts';

/** What makes calls ring goes first. */
const afterSignInMs = 1_500;
/** The card of a call is on its way to the screen, and what makes it ring goes first. */
const afterRingMs = 300;
/** However often the application is a new one, or cannot be read, it is not read again sooner; what fails is tried ever more rarely. */
const leastMs = 60_000;
const longestAgainMs = 30 * 60_000;

export interface PeopleDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly perform: Perform;
  readonly store: Store<{ readonly people: PeopleModel; readonly calls: Calls; readonly history: History }>;
  readonly words: Words;
}

/** The user's contacts and the company directory, who of them is there, and who is at the other end of calls. */
export interface People {
  readonly commands: CommandHandlers<PeopleCommand>;
  readonly queries: QueryHandlers<keyof PeopleQueries>;
  /** The session has an application, new or as before. Its absolute URL. */
  look(application: string): void;
  take(event: CompleteEvent): void;
  /** The call with the name that the contacts have for its other side, where none was sent. */
  named(call: Call): Call;
  /** A picture by its name in the model; null where it is there no more. */
  picture(name: string): Picture | null;
  stop(): void;
  /** Stops, and somebody else may sign in next. */
  forget(): void;
}

export function createPeople(deps: PeopleDeps): People {
  return new PeopleSlice(deps);
}

class PeopleSlice implements People {
  readonly queries: People['queries'];
  readonly commands: People['commands'];
  readonly #deps: PeopleDeps;
  readonly #contacts: Contacts;
  readonly #search: DirectorySearch;
  readonly #watch: PresenceWatch;
  readonly #lookedAt: LookedAt;
  readonly #photos: Photos;
  readonly #callers: Callers;
  /** Those on the screen of the page, by id. */
  #onScreen: readonly string[] = [];
  #closely: string | null = null;
  #subscribed: string | null = null;
  #membership: MembershipLinks | null = null;
  #calls: Calls = [];
  #people: PeopleModel;
  #turn = 0;
  #failures = 0;
  #foundAt = Number.NEGATIVE_INFINITY;
  #isDue = false;
  #cancelLook = (): void => {};
  #cancelFollow = (): void => {};

  constructor(deps: PeopleDeps) {
    const { clock, log, perform, store, words } = deps;
    const apply = (event: PeopleEvent): void => this.#apply(event);
    this.#deps = deps;
    this.#people = store.model.people;
    this.#contacts = new Contacts({ clock, log, perform, apply });
    this.#search = new DirectorySearch({ clock, perform, apply });
    this.#photos = new Photos({ clock, perform, apply });
    this.#callers = new Callers({ perform, apply });
    this.#lookedAt = new LookedAt({ clock, perform, apply, details: (id) => store.model.people.details.get(id) });
    this.#watch = new PresenceWatch({ clock, perform, onFollowed: (uris) => this.#lookedAt.readPresences(uris) });
    this.queries = createPeopleQueries({ store, words, wall: clock.wall });
    store.subscribe(() => this.#follow());
    this.commands = {
      'search-directory': ({ text }) => {
        this.#search.type(text);
        return taken;
      },
      'look-at-people': ({ personIds, closely }) => {
        this.#lookAt(personIds, closely);
        return taken;
      },
      'look-at-faces': ({ callIds }) => {
        const { history, people } = store.model;
        this.#photos.want(contactsIn(history, callIds, people.list));
        return taken;
      },
      'read-contacts-again': () => {
        this.#contacts.changed();
        return taken;
      },
      'change-contact': ({ personId, action }) => this.#change(personId, action),
    };
  }

  look(application: string): void {
    this.#turn += 1;
    const waitMs = this.#foundAt + leastMs - this.#deps.clock.now();
    this.#lookIn(Math.max(afterSignInMs, waitMs), application, this.#turn);
  }

  take(event: CompleteEvent): void {
    const news = peopleNewsOf(event);
    if (news === null) return;
    switch (news.type) {
      case 'contacts-changed':
        // Our own subscriptions come and go there.
        if (news.within === null || pathOf(news.within) !== this.#subscribed) this.#contacts.changed();
        return;
      case 'contacts-follow-ends':
        this.#contacts.endsSoon();
        return;
      case 'presence-follow':
        this.#watch.told(news.href, news.is);
        return;
      default:
        this.#lookedAt.told(news);
    }
  }

  /** Other calls may be up, or other people known. */
  #follow(): void {
    const { calls, people } = this.#deps.store.model;
    if (calls === this.#calls && people.list === this.#people.list && people.callers === this.#people.callers) return;
    this.#calls = calls;
    this.#people = people;
    const isOfInterest = calls.some(isLive) || this.#callers.knows() || this.#lookedAt.isInUse();
    if (this.#isDue || !isOfInterest) return;
    this.#isDue = true;
    this.#cancelFollow = this.#deps.clock.after(afterRingMs, () => {
      this.#isDue = false;
      this.#callers.follow(this.#calls, this.#people.list);
      this.#wantAnew();
    });
  }

  named(call: Call): Call {
    const party = namedOnCall(call, this.#deps.store.model.people);
    return party === call.party ? call : { ...call, party };
  }

  picture(name: string): Picture | null {
    return this.#photos.picture(name);
  }

  stop(): void {
    this.#turn += 1;
    this.#cancelLook();
    this.#cancelFollow();
    this.#isDue = false;
    this.#contacts.stop();
    this.#search.stop();
    this.#watch.stop();
    this.#lookedAt.stop();
    this.#photos.stop();
  }

  forget(): void {
    // What is forgotten is no news to follow.
    this.#isDue = true;
    this.#onScreen = [];
    this.#closely = null;
    this.#membership = null;
    this.#failures = 0;
    this.#foundAt = Number.NEGATIVE_INFINITY;
    this.#apply({ type: 'forgotten' });
    this.stop();
  }

  #lookIn(waitMs: number, application: string, turn: number): void {
    this.#cancelLook();
    this.#cancelLook = this.#deps.clock.after(waitMs, () => void this.#find(application, turn));
  }

  async #find(application: string, turn: number): Promise<void> {
    this.#foundAt = this.#deps.clock.now();
    const offered = await readOffered(this.#deps.perform, application);
    if (turn !== this.#turn) return;
    this.#failures = offered === null ? this.#failures + 1 : 0;
    if (offered === null) return this.#lookIn(this.#againMs(), application, turn);
    const { people, search, subscribed, presence, membership } = offered;
    this.#subscribed = subscribed && pathOf(subscribed);
    this.#membership = membership;
    this.#search.look(search);
    const [contacts, mayChange] = [people !== null, membership !== null];
    this.#apply({ type: 'offered', contacts, search: search !== null, mayChange });
    this.#watch.look(presence);
    if (people === null) this.#contacts.stop();
    else this.#contacts.look(people);
  }

  /** Clients that lost one server must not come back in step. */
  #againMs(): number {
    const mean = Math.min(leastMs * 2 ** (this.#failures - 1), longestAgainMs);
    return mean * (0.75 + this.#deps.random.fraction() / 2);
  }

  #lookAt(personIds: readonly string[], closely: string | null): void {
    this.#onScreen = personIds.slice(0, mostLookedAt);
    const isNew = closely !== null && closely !== this.#closely;
    this.#closely = closely;
    this.#wantAnew();
    const person = isNew ? personBy(this.#deps.store.model.people, closely) : null;
    if (person !== null) void this.#lookedAt.readDetails(person);
  }

  /** Who is on the screen, looked at closely, or at the other end of a call; who is in a call comes first. */
  #wantAnew(): void {
    const { calls, people } = this.#deps.store.model;
    const chosen = [this.#closely, ...this.#onScreen].flatMap((id) =>
      id === null ? [] : (personBy(people, id) ?? []),
    );
    const all = new Map([...peopleOnCalls(calls, people), ...chosen].map((person) => [person.id, person]));
    this.#lookedAt.set(all);
    this.#watch.want(new Set([...all.values()].flatMap((person) => watchedUri(person) ?? [])));
    this.#photos.want([...all.values()]);
  }

  #change(personId: string, action: PersonAction): ReturnType<People['commands']['change-contact']> {
    const { people } = this.#deps.store.model;
    const person = personBy(people, personId);
    const links = this.#membership;
    if (person === null || links === null) return refused('stale');
    if (!actionsFor(people, person).includes(action)) return refused('unavailable');
    this.#apply({ type: 'changing', notTaken: false });
    void changeMembership(this.#deps.perform, links, people.list, person, action).then((isTaken) => {
      this.#apply({ type: 'changing', notTaken: !isTaken });
      // The server tells of it too; where nothing follows the list, nobody would.
      this.#contacts.changed();
    });
    return taken;
  }

  #apply(event: PeopleEvent): void {
    const { store } = this.#deps;
    const before = store.model.people;
    const people = reducePeople(before, event);
    if (people !== before) store.change({ people: { ...people, revision: before.revision + 1 } });
  }
}

/** Whose presence the server may know. A stranger of another organization is not told that they are looked at. */
function watchedUri({ uri, outside, links }: Person): string | null {
  return outside && links.contactPresence === null ? null : uri;
}
