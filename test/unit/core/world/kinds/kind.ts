import type { HttpRequest, HttpResponse } from '../../../../../main/core/ports.ts';
import type { CallView, HistoryView } from '../../../../../preload/contract/index.ts';
import type { FakeClock } from '../../fakes/clock.ts';
import { json } from '../../fakes/http.ts';
import type { TestPhone } from '../../fakes/phone.ts';

/** What a kind of conversation needs of the server that it is on. */
export interface Desk {
  readonly clock: FakeClock;
  /** There is an application. */
  readonly alive: boolean;
  /** Events have their resources in them. */
  readonly embeds: boolean;
  /** A new application has what the old one had. */
  readonly reoffers: boolean;
  /** In the application that there is. */
  path(name: string): string;
  /** `sender`: the path of a conversation; `communication` where none is told. */
  emit(events: readonly object[], sender?: string): void;
}

/** Calls out, calls on the telephone, messages: what a server holds to be true of them, and what it answers. */
export interface Kind {
  /** What `communication` offers of it. */
  readonly links: Readonly<Record<string, { readonly href: string }>>;
  /** Paths of the conversations that are not over. */
  readonly conversations: readonly string[];
  /** Null where the path is not of this kind. */
  answer(request: HttpRequest, path: string): HttpResponse | null;
  /** The client has what it was sent. */
  acknowledged(sent: string): void;
  /** The application is gone. */
  applicationOver(): void;
  /** Another one is there. */
  applicationAnew(): void;
  /** Where the phone shows, or keeps, something else than what is true. */
  differences(seen: Seen): readonly string[];
}

/** What a look at the phone shows. */
export interface Seen {
  readonly live: readonly CallView[];
  readonly past: readonly HistoryView[];
  readonly phone: TestPhone;
}

export const conflict = json(409, { code: 'Conflict', subcode: 'AlreadyExists' });
export const gone = json(404, { code: 'NotFound', subcode: 'ConversationNotFound' });
export const created = (location: string): HttpResponse => ({
  status: 201,
  headers: { location: [location] },
  body: '',
});

/** An event of one resource, which is in it where the server embeds. */
export function eventOf(type: string, rel: string, href: string, body: object | null, more: object = {}): object {
  return { link: { rel, href }, type, ...(body === null ? {} : { _embedded: { [rel]: body } }), ...more };
}

export const failure = (code: string, subcode: string): object => ({ status: 'Failure', reason: { code, subcode } });
export const success = { status: 'Success' } as const;

/** Of a call, be it of this computer or of the telephone. */
interface TrueCall {
  readonly name: string;
  readonly isAtHand: boolean;
  readonly shownAs: CallView['state'] | null;
  /** It has to be in the history once it is over. */
  readonly isKept: boolean;
}

/** Where the calls in view, and those of the history, are not the ones that are true. */
export function differencesOf(calls: readonly TrueCall[], { live, past }: Seen): readonly string[] {
  const found: string[] = [];
  for (const { name, isAtHand, shownAs, isKept } of calls) {
    const shown = live.filter(({ party }) => isNamed(party.label, name)).map(({ state }) => state);
    // A talk outlives its application, but what ended here before cannot be ended there any more.
    const isStray = shownAs === 'connected' && !isAtHand && shown.length === 0;
    const expected = shownAs === null || isStray ? [] : [shownAs];
    if (shown.join() !== expected.join()) found.push(`${name} is ${shownAs ?? 'over'} and shown as ${shown.join()}`);
    const kept = past.filter(({ party }) => isNamed(party.label, name)).length;
    if (kept > 1 || (kept > 0 && expected.length > 0)) found.push(`${name} is ${kept} times in the history`);
    if (shownAs === null && isKept && kept === 0) found.push(`${name} was lost`);
  }
  return found;
}

function isNamed(label: string, name: string): boolean {
  return label === name || label === `${name}@contoso.com`;
}
