import type { Clock } from '../ports.ts';
import { saysForbidden } from '../session/own-word.ts';
import type { Perform, UcwaResult } from '../session/requests/transport.ts';
import { searchDirectory } from '../ucwa/request/people.ts';
import { decodeResource, flagOf } from '../ucwa/resource.ts';
import { personIn } from './contacts/reading.ts';
import type { PeopleEvent } from './state.ts';

/** A directory is asked once typing pauses for so long, in milliseconds. */
const pauseMs = 300;
/** As many as are shown of what it finds. */
const mostFound = 100;

export interface DirectorySearchDeps {
  readonly clock: Clock;
  readonly perform: Perform;
  readonly apply: (event: PeopleEvent) => void;
}

/** Has the company directory asked for what is typed: once typing pauses, one question at a time, and the last text is the one that counts. */
export class DirectorySearch {
  readonly #deps: DirectorySearchDeps;
  #href: string | null = null;
  #text = '';
  #isAsking = false;
  #cancelPause = (): void => {};

  constructor(deps: DirectorySearchDeps) {
    this.#deps = deps;
  }

  /** `href`: of the search; null where the server offers none. */
  look(href: string | null): void {
    this.#href = href;
  }

  /** An empty text ends it. */
  type(text: string): void {
    const wanted = text.trim();
    if (wanted === this.#text) return;
    this.#text = wanted;
    this.#cancelPause();
    this.#deps.apply({ type: 'typed', text: wanted });
    if (wanted === '' || this.#href === null) return;
    this.#cancelPause = this.#deps.clock.after(pauseMs, () => void this.#ask());
  }

  stop(): void {
    this.#href = null;
    this.#text = '';
    this.#cancelPause();
  }

  async #ask(): Promise<void> {
    const [href, text] = [this.#href, this.#text];
    if (this.#isAsking || href === null || text === '') return;
    this.#isAsking = true;
    const result = await this.#deps.perform(searchDirectory(href, text));
    this.#isAsking = false;
    // Somebody typed on while it was asked.
    if (text !== this.#text) return this.#ask();
    this.#deps.apply(eventOf(text, result));
  }
}

function eventOf(text: string, result: UcwaResult): PeopleEvent {
  // 403: the user has no right to search.
  if (!result.ok) return { type: 'not-found', text, state: saysForbidden(result.failure) ? 'refused' : 'unreachable' };
  const resource = decodeResource(result.value.body);
  if (resource === null) return { type: 'not-found', text, state: 'unreachable' };
  const people = (resource.embedded.get('contact') ?? []).slice(0, mostFound).flatMap((one) => personIn(one) ?? []);
  return { type: 'found', text, people, more: flagOf(resource, 'moreResultsAvailable') };
}
