import type {
  Command,
  CommandResult,
  PhoneApi,
  PicturesApi,
  QueryOf,
  QueryResult,
  QueryType,
  SoundApi,
} from '../preload/contract/index.ts';

declare global {
  interface Window {
    /** What the preload script offers to every window that draws. */
    readonly phone: PhoneApi;
    /** What it offers to the sound window, and to no other. */
    readonly sound: SoundApi;
    /** What it offers to the page of pictures, and to no other. */
    readonly pictures: PicturesApi;
  }
}

/** How a view acts. What comes of it is in the next snapshots; the result only says whether it was taken. */
export type Act = (command: Command) => Promise<CommandResult>;

/** Sends a command to the app. Where the app does not answer, it is as unavailable as it is then. */
export const act: Act = (command) =>
  window.phone.send(command).catch(() => ({ ok: false, refusal: 'unavailable' }) as const);

/** How a view asks for what is not in the snapshot. */
export type Ask = <Type extends QueryType>(query: QueryOf<Type>) => Promise<QueryResult<Type>>;

/** Asks the app. Where it does not answer, it is as unavailable as it is then. */
export const ask: Ask = (query) =>
  window.phone.ask(query).catch(() => ({ ok: false, refusal: 'unavailable' }) as const);
