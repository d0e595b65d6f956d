import {
  type CommandResult,
  longestLocation,
  longestNote,
  type OwnPart,
  type OwnPresenceCommand,
} from '../../../preload/contract/index.ts';
import { type CommandHandlers, refused, taken } from '../commands.ts';
import type { FollowsSession } from '../follows-session.ts';
import type { Log } from '../ports.ts';
import type { CompleteEvent } from '../session/channel/complete-event.ts';
import { failureCode } from '../session/failure.ts';
import { readMe } from '../session/requests/read-me.ts';
import { readResource } from '../session/requests/read-resource.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { Store } from '../store.ts';
import { decodeContactLocation, decodeContactNote, decodeContactPresence } from '../ucwa/decode/contact-presence.ts';
import { type AboutMe, decodeAboutMe } from '../ucwa/decode/own-presence.ts';
import { setLocation, setNote, setPresence } from '../ucwa/request/me.ts';
import { get, type Operation } from '../ucwa/request/operation.ts';
import type { Resource } from '../ucwa/resource.ts';
import { ownNewsOf } from './from-ucwa.ts';
import { type AskedParts, type OwnPresenceEvent, type OwnPresenceModel, reduceOwnPresence } from './state.ts';

type Turn = OwnPart | 'me' | `change of ${OwnPart}`;

const parts = ['presence', 'note', 'location'] as const satisfies readonly OwnPart[];

/** What a resource says, by the part that it is. */
const readAs: Readonly<Record<OwnPart, (resource: Resource) => OwnPresenceEvent>> = {
  presence: (resource) => ({ type: 'presence', presence: decodeContactPresence(resource) }),
  note: (resource) => ({ type: 'note', note: decodeContactNote(resource) }),
  location: (resource) => ({ type: 'location', location: decodeContactLocation(resource) }),
};

export interface OwnPresenceDeps {
  readonly log: Log;
  readonly perform: Perform;
  readonly store: Store<{ readonly ownPresence: OwnPresenceModel }>;
}

/** What the user tells others of themselves: presence, note and location. */
export interface OwnPresenceSlice extends FollowsSession {
  readonly commands: CommandHandlers<OwnPresenceCommand>;
  take(event: CompleteEvent): void;
}

export function createOwnPresence(deps: OwnPresenceDeps): OwnPresenceSlice {
  return new OwnPresenceFollower(deps);
}

class OwnPresenceFollower implements OwnPresenceSlice {
  readonly commands: OwnPresenceSlice['commands'];
  readonly #deps: OwnPresenceDeps;
  /** Where each part is; as the server wrote it. */
  readonly #hrefs = new Map<OwnPart | 'me', string>();
  /** Grow with each read, and with each change: what an older one brings does not count. */
  readonly #turns = new Map<Turn, number>();

  constructor(deps: OwnPresenceDeps) {
    this.#deps = deps;
    this.commands = {
      'set-presence': ({ presence }) => this.#change({ presence }, (href) => setPresence(href, presence)),
      'set-note': ({ text }) => {
        const note = text.trim().slice(0, longestNote);
        return this.#change({ note }, (href) => setNote(href, note));
      },
      'set-location': ({ text }) => {
        const location = text.trim().slice(0, longestLocation);
        return this.#change({ location }, (href) => setLocation(href, location));
      },
    };
  }

  look(application: string): void {
    void this.#find(application);
  }

  take(event: CompleteEvent): void {
    const news = ownNewsOf(event);
    if (news === null) return;
    if (news.type === 'me-changed') {
      void this.#readMe();
    } else if (news.type === 'withdrawn') {
      this.#next(news.part);
      this.#hrefs.delete(news.part);
      this.#apply({ type: 'withdrawn', part: news.part });
    } else {
      if (!this.#hrefs.has(news.part)) this.#hrefs.set(news.part, news.href);
      this.#apply({ type: 'offered', part: news.part });
      if (news.resource === null) void this.#read(news.part);
      else this.#found(news.part, news.resource);
    }
  }

  /** All hrefs are gone with it; what they said last stays on the screen until the next one is read. */
  applicationLost(): void {
    this.#drop();
  }

  forget(): void {
    this.#drop();
    for (const part of parts) this.#next(`change of ${part}`);
    this.#apply({ type: 'forgotten' });
  }

  stop(): void {
    this.#drop();
  }

  #drop(): void {
    for (const part of [...parts, 'me'] as const) this.#next(part);
    this.#hrefs.clear();
  }

  async #find(application: string): Promise<void> {
    const turn = this.#next('me');
    const { href, me } = await readMe(this.#deps.perform, application);
    if (!this.#isNewest('me', turn)) return;
    if (href !== null) this.#hrefs.set('me', href);
    if (me !== null) this.#tookMe(me);
  }

  async #readMe(): Promise<void> {
    const href = this.#hrefs.get('me');
    if (href === undefined) return;
    const turn = this.#next('me');
    const me = await this.#readAt(href);
    if (me !== null && this.#isNewest('me', turn)) this.#tookMe(me);
  }

  #tookMe(me: Resource): void {
    const about = decodeAboutMe(me);
    this.#apply({ type: 'about', about });
    for (const part of parts) this.#follow(part, about);
  }

  #follow(part: OwnPart, { links }: AboutMe): void {
    const href = links[part];
    if (href === null) return;
    this.#hrefs.set(part, href);
    this.#apply({ type: 'offered', part });
    void this.#read(part);
  }

  async #read(part: OwnPart): Promise<void> {
    const href = this.#hrefs.get(part);
    if (href === undefined) return;
    const turn = this.#next(part);
    const resource = await this.#readAt(href);
    if (resource !== null && this.#isNewest(part, turn)) this.#found(part, resource);
  }

  #found(part: OwnPart, resource: Resource): void {
    this.#apply(readAs[part](resource));
  }

  /** What the windows show meanwhile is what was asked for; then what the server has, whatever it answered. */
  #change(asked: AskedParts, operation: (href: string) => Operation): CommandResult {
    const [part] = Object.keys(asked) as [OwnPart];
    const href = this.#hrefs.get(part);
    if (href === undefined) return refused('unavailable');
    this.#apply({ type: 'asked', asked });
    void this.#send(part, operation(href));
    return taken;
  }

  async #send(part: OwnPart, operation: Operation): Promise<void> {
    const change = `change of ${part}` as const;
    const turn = this.#next(change);
    const result = await this.#deps.perform(operation);
    if (!this.#isNewest(change, turn)) return;
    if (!result.ok) this.#deps.log.info('not taken by the server', { part, why: failureCode(result.failure) });
    await this.#read(part);
    if (this.#isNewest(change, turn)) this.#apply({ type: 'answered', part, taken: result.ok });
  }

  #readAt(href: string): Promise<Resource | null> {
    return readResource(this.#deps.perform, get(href));
  }

  #next(of: Turn): number {
    const turn = (this.#turns.get(of) ?? 0) + 1;
    this.#turns.set(of, turn);
    return turn;
  }

  #isNewest(of: Turn, turn: number): boolean {
    return this.#turns.get(of) === turn;
  }

  #apply(event: OwnPresenceEvent): void {
    const { store } = this.#deps;
    const ownPresence = reduceOwnPresence(store.model.ownPresence, event);
    if (ownPresence !== store.model.ownPresence) store.change({ ownPresence });
  }
}
