import type { PartyView } from '../../../preload/contract.ts';
import type { Model } from '../model.ts';
import { redactText } from '../redact.ts';
import { projectParty } from '../view/party.ts';

/** Shorter strings would take words apart that name nobody. */
const shortest = 3;

/**
 * Makes text fit to leave this computer: redacted, and without any name, number or address that this app knows, whoever
 * wrote it there.
 */
export function createHiding(model: Model): (text: string) => string {
  const known = knownIdentities(model).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = known.length === 0 ? null : new RegExp(known.join('|'), 'giu');
  return (text) => {
    const redacted = redactText(text);
    return pattern === null ? redacted : redacted.replace(pattern, '[name]');
  };
}

/** The longest first, so that a name does not leave the rest of a longer one. */
function knownIdentities({ session, calls, history, devices }: Model): readonly string[] {
  const { account, user } = session;
  const parties = [...calls.map(({ party }) => projectParty(party)), ...history.map(({ party }) => party)];
  const all = [
    account.address,
    account.userName,
    ...(user === null ? [] : [user.name, user.address]),
    ...parties.flatMap(identitiesOf),
    ...calls.map(({ subject }) => subject ?? ''),
    ...[...devices.inputs, ...devices.outputs, ...Object.values(devices.wanted)]
      .filter(({ id }) => id !== 'default')
      .map(({ label }) => label),
  ];
  const long = all.map((text) => text.trim()).filter((text) => text.length >= shortest);
  return [...new Set(long)].sort((one, other) => other.length - one.length);
}

/** The label of a hidden caller is a sentence of the app's. */
function identitiesOf({ label, named, number, initials }: PartyView): readonly string[] {
  return named || initials !== '' || /\d/.test(label) ? [label, number ?? ''] : [number ?? ''];
}
