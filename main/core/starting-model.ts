import { startingCallHook } from './call-hook/state.ts';
import { decodeChoices } from './devices/choices.ts';
import { startingGuide } from './guide/state.ts';
import { decodeHistory } from './history/decode.ts';
import { emptyModel, type Model } from './model.ts';
import { decodeOwnPhone } from './own-phones/kept-choice.ts';
import type { PhoneOptions } from './phone.ts';
import { featuresOff } from './policy/features.ts';
import type { Records } from './ports.ts';
import { decodeQuality } from './quality/decode.ts';
import { decodeSilence, silenceRecord } from './ringing/state.ts';
import { awayRecord, decodeChosenAway } from './routing/away/kept.ts';
import { decodeAccount } from './session/keeping/kept-account.ts';
import type { Account } from './session/state.ts';
import { startingSettings } from './settings/settings.ts';
import { startingShortcuts } from './shortcuts/state.ts';
import { startingUpdates } from './updates/state.ts';

/** What is known at the start: the records of earlier runs. `wall`: in ms since 1970. */
export function startingModel(records: Records, options: PhoneOptions, wall: number): Model {
  const off = featuresOff(options.policy);
  return {
    ...emptyModel,
    policy: options.policyTold ?? emptyModel.policy,
    featuresOff: off,
    updates: startingUpdates(records, options.version, hostOf(options.policy.updateServer)),
    guide: startingGuide(records, records.read('account') !== undefined),
    history: decodeHistory(records.read('history')),
    devices: { ...emptyModel.devices, wanted: decodeChoices(records.read('devices')) },
    ownPhones: {
      ...emptyModel.ownPhones,
      wanted: off.includes('ownPhones') ? null : decodeOwnPhone(records.read('own-phone')),
    },
    ringing: decodeSilence(records.read(silenceRecord), wall),
    routing: { ...emptyModel.routing, away: decodeChosenAway(records.read(awayRecord)) },
    ...startingSettings(records, options.policy),
    callHook: startingCallHook(records, options.policy.callHook),
    shortcutKeys: startingShortcuts(records, options.isMac === true, options.policy),
    quality: { ...emptyModel.quality, past: decodeQuality(records.read('quality')) },
    session: { ...emptyModel.session, account: startingAccount(records.read('account'), options.server) },
  };
}

/** The host, with its port, of an https address; null without one. */
function hostOf(address: string | null): string | null {
  return address === null ? null : (/^https:\/\/([^/]+)/i.exec(address)?.[1] ?? null);
}

/** The form's first content: who signed in last, or a domain from the command line. */
function startingAccount(document: unknown, server: string | null): Account {
  const { account } = emptyModel.session;
  const known = decodeAccount(document, account.keep);
  if (known !== null) return known;
  return server === null ? account : { ...account, address: `@${server}` };
}
