import type {
  AboutLine,
  NoteView,
  OwnPart,
  OwnPresence,
  OwnPresenceView,
  PresenceView,
  Words,
} from '../../../preload/contract/index.ts';
import { readCallerAddress } from '../party/caller-address.ts';
import { writeNumber } from '../party/phone-number.ts';
import { projectPresence } from '../people/presence.ts';
import { cleanText } from '../text.ts';
import type { AboutMe } from '../ucwa/decode/own-presence.ts';
import type { OwnPresenceModel } from './state.ts';

/** What each presence of the server's is as a choice; what is idle was chosen otherwise. */
const choices: Readonly<Record<string, OwnPresence>> = {
  online: 'available',
  idleonline: 'available',
  busy: 'busy',
  idlebusy: 'busy',
  donotdisturb: 'do-not-disturb',
  berightback: 'be-right-back',
  away: 'away',
};

/** What each choice comes to as others see it. */
const shownAs: Readonly<Record<OwnPresence, string>> = {
  available: 'Online',
  busy: 'Busy',
  'do-not-disturb': 'DoNotDisturb',
  'be-right-back': 'BeRightBack',
  away: 'Away',
  'off-work': 'Away',
};

/** What the windows show of the user. A choice that is on its way is shown as if it were there. */
export function projectOwnPresence(model: OwnPresenceModel, wall: number, words: Words): OwnPresenceView {
  const { asked, offered, note, about } = model;
  const takes = (part: OwnPart): boolean => offered.includes(part);
  return {
    presence: takes('presence') ? shownPresence(model, wall, words) : null,
    chosen: asked.presence ?? choiceOf(model),
    note: takes('note') ? (cleanText(asked.note ?? note?.message ?? null) ?? '') : null,
    outOfOffice: asked.note === undefined && note?.isOutOfOffice === true,
    location: takes('location') ? (cleanText(asked.location ?? model.location) ?? '') : null,
    asked: Object.keys(asked) as OwnPart[],
    about: about === null ? [] : linesOf(about),
  };
}

/** What the server did not take is said above the pages: the menu in which it was chosen is gone by then. */
export function ownNotes({ notTaken }: OwnPresenceModel, { say }: Words): readonly NoteView[] {
  if (notTaken === null) return [];
  const [title, help] = [say('own.not-taken'), say(`own.not-taken.${notTaken}`)];
  return [{ id: 'own-presence', kind: 'warning', title, help }];
}

function shownPresence({ asked, presence }: OwnPresenceModel, wall: number, words: Words): PresenceView {
  const choice = asked.presence ?? null;
  const activity = choice === null ? (presence?.activity ?? null) : choice === 'off-work' ? choice : null;
  const availability = choice === null ? presence?.availability : shownAs[choice];
  if (availability === undefined) return { dot: 'unknown', text: '' };
  return projectPresence({ availability, activity, deviceType: null, lastActive: null }, wall, words);
}

function choiceOf({ presence }: OwnPresenceModel): OwnPresence | null {
  if (presence === null) return null;
  if (presence.activity?.toLowerCase() === 'off-work') return 'off-work';
  const word = presence.availability.toLowerCase();
  return Object.hasOwn(choices, word) ? (choices[word] ?? null) : null;
}

function linesOf(about: AboutMe): readonly AboutLine[] {
  const line = (kind: AboutLine['kind'], text: string | null): readonly AboutLine[] => {
    const shown = cleanText(text);
    return shown === null ? [] : [{ kind, text: shown }];
  };
  return [
    ...line('title', about.title),
    ...line('department', about.department),
    ...line('company', about.company),
    ...line('office', about.office),
    ...about.emailAddresses.flatMap((mail) => line('mail', mail)),
    ...line('work', writtenNumber(about.workPhoneNumber)),
    ...line('mobile', writtenNumber(about.mobilePhoneNumber)),
    ...line('home', writtenNumber(about.homePhoneNumber)),
    ...line('other', writtenNumber(about.otherPhoneNumber)),
  ];
}

function writtenNumber(uri: string | null): string | null {
  const read = uri === null ? null : readCallerAddress(uri);
  return read?.kind === 'number' ? writeNumber(read.number) : uri;
}
