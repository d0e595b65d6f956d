import type { PartyView } from '../../../preload/contract/index.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import { hiddenLabel } from './hidden.ts';
import { projectParty } from './party.ts';

/** Someone as the disk keeps them: as the windows name them, but who sent nothing has no sentence in place of a name. */
export type KeptParty = NamedParty | HiddenParty;

type NamedParty = Omit<PartyView, 'hidden'> & { readonly hidden?: never };

interface HiddenParty {
  readonly hidden: true;
  readonly outside?: true;
}

/** Someone at the other end, to be kept. `home`: the user's own domains. */
export function keptParty(party: Participant | null, home: readonly string[]): KeptParty {
  const { hidden, ...view } = projectParty(party, home);
  if (hidden !== true) return view;
  return { hidden, ...(view.outside === true && { outside: true as const }) };
}

/** What somebody is called, as the windows show it. */
export function shownParty(party: KeptParty): PartyView {
  return party.hidden === true ? { label: hiddenLabel, named: false, number: null, initials: '', ...party } : party;
}
