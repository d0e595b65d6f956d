import type { CallCommand } from './calls.ts';
import type { DevicesCommand } from './devices.ts';
import type { HealthCommand } from './health.ts';
import type { HistoryCommand } from './history.ts';
import type { QualityCommand } from './quality.ts';
import type { SessionCommand } from './session.ts';
import type { SettingsCommand } from './settings.ts';

/** What a user wants, whatever surface they used. Commands about a call carry its id. */
export type Command =
  | CallCommand
  | SessionCommand
  | DevicesCommand
  | SettingsCommand
  | HistoryCommand
  | HealthCommand
  | QualityCommand;

export type CommandType = Command['type'];

/**
 * Why a command was not carried out. `stale`: the call is not, or no longer, in a state that allows it. `repeated`: the
 * same was asked before and is under way or done. `invalid`: the payload does not parse, or is not this window's to send.
 * `unavailable`: not possible now. `declined`: the user was asked outside the page, and did not say yes. `locked`: the administrator
 * decided it.
 */
export type Refusal = 'stale' | 'repeated' | 'invalid' | 'unavailable' | 'declined' | 'locked';

export type CommandResult = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };
