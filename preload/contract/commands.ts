import type { AutostartCommand } from './autostart.ts';
import type { CallHookCommand } from './call-hook.ts';
import type { CallOutCommand } from './calling-out.ts';
import type { CallCommand } from './calls.ts';
import type { DevicesCommand } from './devices.ts';
import type { GuideCommand } from './guide.ts';
import type { HealthCommand } from './health.ts';
import type { HistoryCommand } from './history.ts';
import type { MeetingsCommand } from './meetings.ts';
import type { MessagesCommand } from './messages.ts';
import type { OwnPhonesCommand } from './own-phones.ts';
import type { OwnPresenceCommand } from './own-presence.ts';
import type { PeopleCommand } from './people.ts';
import type { PhoneCallCommand } from './phone-calls.ts';
import type { QualityCommand } from './quality.ts';
import type { RingingCommand, ToneCommand } from './ringing.ts';
import type { RoutingCommand } from './routing.ts';
import type { SessionCommand } from './session.ts';
import type { SettingsCommand } from './settings.ts';
import type { ShortcutCommand } from './shortcuts.ts';
import type { UpdatesCommand } from './updates.ts';

/** What a user wants, whatever surface they used. Commands about a call carry its id. */
export type Command =
  | CallCommand
  | CallOutCommand
  | PhoneCallCommand
  | OwnPhonesCommand
  | OwnPresenceCommand
  | RingingCommand
  | ToneCommand
  | RoutingCommand
  | SessionCommand
  | DevicesCommand
  | SettingsCommand
  | ShortcutCommand
  | CallHookCommand
  | HistoryCommand
  | GuideCommand
  | HealthCommand
  | QualityCommand
  | PeopleCommand
  | MessagesCommand
  | MeetingsCommand
  | AutostartCommand
  | UpdatesCommand;

export type CommandType = Command['type'];

/**
 * Why a command was not carried out. `stale`: the call is not, or no longer, in a state that allows it. `repeated`: the
 * same was asked before and is under way or done. `invalid`: the payload does not parse, or is not this window's to send.
 * `unavailable`: not possible now. `declined`: the user was asked outside the page, and did not say yes. `locked`: the administrator
 * decided it. Of a call out: `not-callable`: what was dialled is neither a number nor an address. `emergency`: it is a number of the
 * emergency service, which a window asks about first. `engaged`: another call is being made or answered, or cannot
 * be put on hold. `not-a-meeting`: what was pasted is no address of one.
 */
export type Refusal =
  | 'stale'
  | 'repeated'
  | 'invalid'
  | 'unavailable'
  | 'declined'
  | 'locked'
  | 'not-callable'
  | 'emergency'
  | 'engaged'
  | 'not-a-meeting';

export type CommandResult = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };
