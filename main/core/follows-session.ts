import type { Communicated } from './calling/calling.ts';
import type { CompleteEvent } from './session/channel/complete-event.ts';

/** A slice that follows the session, by what it makes something of. */
export interface FollowsSession {
  /** What the event channel brought of its rels. */
  take?(event: CompleteEvent): void;
  /** The session has an application, new or as before: what the server knows is to be read. Its absolute URL. */
  look?(application: string): void;
  /** What the user can begin now was read. */
  communicated?(said: Communicated): void;
  /** The application is gone, and all hrefs with it. */
  applicationLost?(): void;
  /** The user is gone, and somebody else may sign in next. */
  forget?(): void;
  /** The app ends. */
  stop?(): void;
}
