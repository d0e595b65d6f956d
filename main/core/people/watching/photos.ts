import type { Clock } from '../../ports.ts';
import type { Perform } from '../../session/requests/transport.ts';
import { readPhoto } from '../../ucwa/request/people.ts';
import type { Person } from '../person.ts';
import type { PeopleEvent } from '../state.ts';
import { type Picture, pictureOf } from './picture.ts';

/** In memory: of a hundred pixels a picture takes some kilobytes. */
const mostPictures = 400;
/** Reading goes beside what is more urgent. */
const mostAtOnce = 2;
/** What is asked for by now, and was on the screen long ago, is not worth a request. */
const mostWaiting = 120;
/** Whoever has no picture is not asked for one again so soon; who has one may have another by then. */
const keptMs = 60 * 60_000;

export interface PhotosDeps {
  readonly clock: Clock;
  readonly perform: Perform;
  readonly apply: (event: PeopleEvent) => void;
}

/** Pictures of people, read as they are looked at and kept in memory. */
export class Photos {
  readonly #deps: PhotosDeps;
  /** By name; the oldest first. */
  readonly #pictures = new Map<string, { readonly id: string; readonly picture: Picture }>();
  /** When each was asked for, by id. */
  readonly #askedAt = new Map<string, number>();
  #waiting: Person[] = [];
  #underWay = 0;
  #made = 0;
  #turn = 0;

  constructor(deps: PhotosDeps) {
    this.#deps = deps;
  }

  /** These are looked at now; the first of them is the most wanted. */
  want(people: readonly Person[]): void {
    const wanted = people.filter((person) => person.links.contactPhoto !== null && !this.#isKnown(person.id));
    const others = this.#waiting.filter(({ id }) => !wanted.some((person) => person.id === id));
    this.#waiting = [...wanted, ...others].slice(0, mostWaiting);
    this.#next();
  }

  /** By its name, which the model has; null where it is there no more. */
  picture(name: string): Picture | null {
    return this.#pictures.get(name)?.picture ?? null;
  }

  stop(): void {
    this.#turn += 1;
    this.#waiting = [];
    this.#pictures.clear();
    this.#askedAt.clear();
  }

  #isKnown(id: string): boolean {
    const askedAt = this.#askedAt.get(id);
    return askedAt !== undefined && this.#deps.clock.now() - askedAt < keptMs;
  }

  #next(): void {
    while (this.#underWay < mostAtOnce) {
      const person = this.#waiting.shift();
      if (person === undefined) return;
      this.#underWay += 1;
      void this.#read(person).finally(() => {
        this.#underWay -= 1;
        this.#next();
      });
    }
  }

  async #read({ id, links }: Person): Promise<void> {
    const turn = this.#turn;
    if (links.contactPhoto === null) return;
    this.#askedAt.delete(id);
    this.#askedAt.set(id, this.#deps.clock.now());
    const result = await this.#deps.perform(readPhoto(links.contactPhoto));
    if (turn !== this.#turn) return;
    // A link that fails says nothing about the picture.
    if (!result.ok && result.failure.kind !== 'refused') this.#askedAt.delete(id);
    const body = result.ok ? result.value.body : null;
    const picture = typeof body === 'string' ? pictureOf(body) : null;
    if (picture !== null) this.#keep(id, picture);
  }

  #keep(id: string, picture: Picture): void {
    this.#made += 1;
    const name = `photo/${this.#made}.${picture.type === 'image/png' ? 'png' : 'jpg'}`;
    for (const [other, kept] of this.#pictures) if (kept.id === id) this.#pictures.delete(other);
    this.#pictures.set(name, { id, picture });
    this.#deps.apply({ type: 'photo', id, name });
    const [oldest] = this.#pictures;
    if (this.#pictures.size <= mostPictures || oldest === undefined) return;
    this.#pictures.delete(oldest[0]);
    this.#askedAt.delete(oldest[1].id);
    this.#deps.apply({ type: 'photo', id: oldest[1].id, name: null });
  }
}
