import type { CallCommand, CommandResult } from '../../../preload/contract/index.ts';
import type { CallEvent } from '../calls/event.ts';
import type { Farewells } from '../calls/farewells.ts';
import type { Call, Calls } from '../calls/state.ts';
import type { ConversationEvent } from '../conversations/event.ts';
import type { Conversations } from '../conversations/state.ts';
import type { DevicesModel } from '../devices/state.ts';
import type { Clock, Log, Random } from '../ports.ts';
import type { Session } from '../session/session.ts';
import type { Store } from '../store.ts';
import type { MeetingsModel } from './state.ts';

/** What of the whole model meetings read and change. */
export interface MeetingsStoreModel {
  readonly meetings: MeetingsModel;
  readonly conversations: Conversations;
  readonly calls: Calls;
  readonly devices: DevicesModel;
}

export interface MeetingsDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly session: Pick<Session, 'perform' | 'resolve'>;
  readonly store: Store<MeetingsStoreModel>;
  /** Tells the server that something is over, until it has it. */
  readonly tell: Farewells['say'];
  readonly applyToCalls: (event: CallEvent) => void;
  readonly applyToConversations: (event: ConversationEvent) => void;
  /** Carries out what the user wants of a call. */
  readonly actOnCall: (command: CallCommand) => CommandResult;
  /** It goes to the history, written as a call. */
  readonly onEnded: (call: Call) => void;
}
