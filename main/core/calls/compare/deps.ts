import type { Clock, Log, Random } from '../../ports.ts';
import type { Perform } from '../../session/requests/transport.ts';
import type { Resolve } from '../../session/session.ts';
import type { Resource } from '../../ucwa/resource.ts';
import type { CallEvent } from '../event.ts';
import type { Farewells } from '../farewells.ts';
import type { Calls } from '../state.ts';
import type { KeptTalks } from './kept-talks.ts';

/** What a comparison reaches the calls and the server by. */
export interface CompareDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly perform: Perform;
  readonly farewells: Pick<Farewells, 'say' | 'owes'>;
  readonly resolve: Resolve;
  readonly calls: () => Calls;
  readonly apply: (event: CallEvent) => void;
  /** What changes within is told once, when it is all done. */
  readonly atOnce: (work: () => void) => void;
  /** The call rings again as another one, `as`: its end was none. */
  readonly withdraw: (callId: string, as: string) => void;
  /** A conversation of the server's list: whether it is talked on the user's telephone, and no business of calls here. */
  readonly onPhone: (conversation: string, resource: Resource) => boolean;
  /** A conversation of the server's list: whether the user is in it as in a meeting, whose sound is no business of calls here. */
  readonly inMeeting: (conversation: string, threadId: string | null) => boolean;
  /** The calls that were up when an earlier run ended. */
  readonly talks: Pick<KeptTalks, 'take'>;
  /** Absolute hrefs of invitations that rang when an earlier run ended. */
  readonly left: readonly string[];
}

/** Whether what is being asked still counts. */
export type Current = () => boolean;
