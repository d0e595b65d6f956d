import type { Endpoint } from '../discovery/connect.ts';
import type { LiveApplication } from './live-application.ts';

/** Where one sign-in stands; its parts read it, and only the attempt and its course change it. */
export interface AttemptState {
  /** Somebody waits: they asked for this sign-in, or answered a question of it, and were not signed in since. */
  attended: boolean;
  /** It is over: nothing is begun any more. */
  closed: boolean;
  endpoint: Endpoint;
  /** The application that calls ring in; null while there is none. */
  live: LiveApplication | null;
}
