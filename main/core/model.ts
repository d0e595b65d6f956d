import type {
  AutostartView,
  Feature,
  GuideView,
  PolicyView,
  SettingName,
  SettingsView,
  ShortcutView,
} from '../../preload/contract/index.ts';
import { type CallHookModel, noCallHook } from './call-hook/state.ts';
import { type CallingModel, noCalling } from './calling/state.ts';
import type { Calls } from './calls/state.ts';
import type { Conversations } from './conversations/state.ts';
import { type DevicesModel, noDevices } from './devices/state.ts';
import { noGuide } from './guide/state.ts';
import { type HealthModel, unknownHealth } from './health/state.ts';
import type { HistoryModel } from './history/state.ts';
import { type MeetingsModel, noMeetings } from './meetings/state.ts';
import { type MessagesModel, noMessages } from './messages/state.ts';
import { noOwnPhones, type OwnPhonesModel } from './own-phones/state.ts';
import { type PeopleModel, unknownPeople } from './people/state.ts';
import type { PhoneCalls } from './phone-calls/state.ts';
import { nothingDecided } from './policy/policy.ts';
import { noOwnPresence, type OwnPresenceModel } from './presence/state.ts';
import { type LiveQuality, noQuality, type QualityModel } from './quality/state.ts';
import { type RelayModel, unknownRelay } from './relay/state.ts';
import { aloud, type RingingModel } from './ringing/state.ts';
import { noRouting, type RoutingModel } from './routing/state.ts';
import { type SessionModel, signedOut } from './session/state.ts';
import { usualSettings } from './settings/table.ts';
import { noShortcuts, type ShortcutsModel } from './shortcuts/state.ts';
import { noUpdates, type UpdatesModel } from './updates/state.ts';
import { noVoicemail, type VoicemailModel } from './voicemail/state.ts';

/** All that the app knows; every window is a picture of it. */
export interface Model extends HistoryModel {
  readonly session: SessionModel;
  readonly calls: Calls;
  readonly phoneCalls: PhoneCalls;
  readonly ownPhones: OwnPhonesModel;
  readonly ownPresence: OwnPresenceModel;
  readonly ringing: RingingModel;
  readonly routing: RoutingModel;
  readonly calling: CallingModel;
  readonly voicemail: VoicemailModel;
  readonly devices: DevicesModel;
  /** Those that have keys, and whether the desktop gave them. */
  readonly shortcuts: readonly ShortcutView[];
  readonly shortcutKeys: ShortcutsModel;
  readonly callHook: CallHookModel;
  readonly settings: SettingsView;
  /** Of these, what the administrator decided. */
  readonly lockedSettings: readonly SettingName[];
  readonly autostart: AutostartView;
  /** What the administrator decided, and what of it does not hold. */
  readonly policy: PolicyView;
  /** What is off by it. */
  readonly featuresOff: readonly Feature[];
  readonly updates: UpdatesModel;
  readonly health: HealthModel;
  readonly guide: GuideView;
  readonly relay: RelayModel;
  /** How the calls that are up sound, by the second. */
  readonly sounding: readonly LiveQuality[];
  readonly quality: QualityModel;
  readonly people: PeopleModel;
  readonly conversations: Conversations;
  readonly meetings: MeetingsModel;
  readonly messages: MessagesModel;
  /** Grows with each change of the messages. */
  readonly messagesRevision: number;
}

export const emptyModel: Model = {
  session: signedOut,
  calls: [],
  phoneCalls: [],
  ownPhones: noOwnPhones,
  ownPresence: noOwnPresence,
  ringing: aloud,
  routing: noRouting,
  calling: noCalling,
  history: [],
  historyRevision: 0,
  deletedCalls: [],
  voicemail: noVoicemail,
  devices: noDevices,
  shortcuts: [],
  shortcutKeys: noShortcuts,
  callHook: noCallHook,
  settings: usualSettings,
  autostart: { state: 'none', failed: false },
  lockedSettings: [],
  policy: nothingDecided,
  featuresOff: [],
  updates: noUpdates,
  health: unknownHealth,
  guide: noGuide,
  relay: unknownRelay,
  sounding: [],
  quality: noQuality,
  people: unknownPeople,
  conversations: [],
  meetings: noMeetings,
  messages: noMessages,
  messagesRevision: 0,
};
