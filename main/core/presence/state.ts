import type { OwnPart, OwnPresence } from '../../../preload/contract/index.ts';
import type { ContactNote, ContactPresence } from '../ucwa/decode/contact-presence.ts';
import type { AboutMe } from '../ucwa/decode/own-presence.ts';

/**
 * What the user tells others of themselves. Each part goes round by itself:
 *
 *     unknown --link and read--> as read --command--> asked --answer, then read--> as read
 *
 * While it is asked for, the windows show what was asked and say that it is under way; what they show then is what was read.
 */
export interface OwnPresenceModel {
  /** Those that the server has a link for: it takes them. */
  readonly offered: readonly OwnPart[];
  readonly presence: Pick<ContactPresence, 'availability' | 'activity'> | null;
  readonly note: ContactNote | null;
  readonly location: string | null;
  /** What was asked for, and has no answer yet. */
  readonly asked: AskedParts;
  /** The last of them that the server did not take. */
  readonly notTaken: OwnPart | null;
  readonly about: AboutMe | null;
}

/** `presence`: null is as the calendar says. */
export interface AskedParts {
  readonly presence?: OwnPresence | null;
  readonly note?: string;
  readonly location?: string;
}

export const noOwnPresence: OwnPresenceModel = {
  offered: [],
  presence: null,
  note: null,
  location: null,
  asked: {},
  notTaken: null,
  about: null,
};

export type OwnPresenceEvent =
  | { readonly type: 'about'; readonly about: AboutMe }
  | { readonly type: 'offered'; readonly part: OwnPart }
  | { readonly type: 'presence'; readonly presence: OwnPresenceModel['presence'] }
  | { readonly type: 'note'; readonly note: OwnPresenceModel['note'] }
  | { readonly type: 'location'; readonly location: OwnPresenceModel['location'] }
  | { readonly type: 'asked'; readonly asked: AskedParts }
  | { readonly type: 'answered'; readonly part: OwnPart; readonly taken: boolean }
  /** The server takes it no more, until it says otherwise. */
  | { readonly type: 'withdrawn'; readonly part: OwnPart }
  | { readonly type: 'forgotten' };

/** Total; the same event twice changes nothing. */
export function reduceOwnPresence(model: OwnPresenceModel, event: OwnPresenceEvent): OwnPresenceModel {
  switch (event.type) {
    case 'about':
      return { ...model, about: event.about };
    case 'offered':
      return model.offered.includes(event.part) ? model : { ...model, offered: [...model.offered, event.part] };
    case 'withdrawn':
      return {
        ...model,
        offered: model.offered.filter((part) => part !== event.part),
        [event.part]: null,
        asked: without(model.asked, event.part),
      };
    case 'presence':
      return { ...model, presence: event.presence, notTaken: model.notTaken === 'presence' ? null : model.notTaken };
    case 'note':
      return { ...model, note: event.note, notTaken: model.notTaken === 'note' ? null : model.notTaken };
    case 'location':
      return { ...model, location: event.location, notTaken: model.notTaken === 'location' ? null : model.notTaken };
    case 'asked':
      return { ...model, asked: { ...model.asked, ...event.asked }, notTaken: null };
    case 'answered':
      return {
        ...model,
        asked: without(model.asked, event.part),
        notTaken: event.taken ? model.notTaken : event.part,
      };
    case 'forgotten':
      return noOwnPresence;
  }
}

function without(asked: AskedParts, part: OwnPart): AskedParts {
  const { [part]: _, ...others } = asked;
  return others;
}

/** The user says, or their calendar does, that they are busy. */
export function isBusy({ presence }: Pick<OwnPresenceModel, 'presence'>): boolean {
  const availability = presence?.availability.toLowerCase();
  return availability === 'busy' || availability === 'idlebusy';
}

/** The server rings nobody whose presence is this: they want no calls. */
export function wantsNoCalls({ presence }: Pick<OwnPresenceModel, 'presence'>): boolean {
  return presence?.availability.toLowerCase() === 'donotdisturb';
}
