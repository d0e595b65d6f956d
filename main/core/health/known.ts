import type { PolicyView, SettingsView, ShortcutView } from '../../../preload/contract/index.ts';
import type { Calls } from '../calls/state.ts';
import type { DevicesModel } from '../devices/state.ts';
import type { History } from '../history/state.ts';
import type { PeopleModel } from '../people/state.ts';
import type { OwnPresenceModel } from '../presence/state.ts';
import type { RelayModel } from '../relay/state.ts';
import type { RingingModel } from '../ringing/state.ts';
import type { RoutingModel } from '../routing/state.ts';
import type { SessionModel } from '../session/state.ts';
import type { HealthModel } from './state.ts';

/** What health looks at: its own part of the model, and those of others. */
export interface Known {
  readonly session: SessionModel;
  readonly calls: Calls;
  readonly history: History;
  readonly deletedCalls: History;
  readonly devices: DevicesModel;
  readonly shortcuts: readonly ShortcutView[];
  readonly settings: SettingsView;
  readonly policy: PolicyView;
  readonly health: HealthModel;
  readonly relay: RelayModel;
  readonly routing: RoutingModel;
  readonly ownPresence: OwnPresenceModel;
  readonly people: PeopleModel;
  readonly ringing: RingingModel;
}
