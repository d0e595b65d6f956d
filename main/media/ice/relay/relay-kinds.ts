import { openMsTurn } from './ms-turn/open-ms-turn.ts';
import type { OpenRelay } from './relay.ts';
import { openTurn } from './turn/open-turn.ts';

/** Every kind of relay that is spoken with. A server does not say which one it is, so that it is asked in each way. */
export const relayKinds: readonly OpenRelay[] = [openMsTurn, openTurn];
