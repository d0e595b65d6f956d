import type { PersonInMeetingAction } from '../../../preload/contract/index.ts';
import type { AudioOf, LiveConversation, Present } from '../conversations/state.ts';
import type { Log } from '../ports.ts';
import { saysGone } from '../session/own-word.ts';
import type { Perform } from '../session/requests/transport.ts';
import { moderate } from '../ucwa/request/meetings.ts';

/** What may be done about somebody now, each with the absolute href that does it. */
export type Doable = Readonly<Partial<Record<PersonInMeetingAction, string>>>;

/** `audio`: their sound; null where they have none. */
export function doable(standing: Present['standing'], audio: AudioOf | null): Doable {
  const { admit, reject, eject, promote, demote } = standing?.links ?? {};
  const hrefs: Readonly<Record<PersonInMeetingAction, string | null | undefined>> = {
    ...{ admit, reject, remove: eject },
    'make-presenter': standing?.role === 'leader' ? null : promote,
    'make-attendee': standing?.role === 'leader' ? demote : null,
    mute: audio?.muted === false ? audio.muteAudio : null,
    unmute: audio?.muted === true ? audio.unmuteAudio : null,
  };
  return Object.fromEntries(Object.entries(hrefs).filter(([, href]) => href != null)) as Doable;
}

export function audioOf({ audios }: LiveConversation, participant: string): AudioOf | null {
  return audios.find((audio) => audio.participant === participant) ?? null;
}

/** The user's own. */
export function ownAudio(conversation: LiveConversation | undefined): AudioOf | null {
  return conversation === undefined || conversation.self === null ? null : audioOf(conversation, conversation.self);
}

export function hrefFor(
  conversation: LiveConversation,
  person: Present,
  action: PersonInMeetingAction,
): string | undefined {
  return doable(person.standing, audioOf(conversation, person.href))[action];
}

/** The hrefs by which that is done to everybody to whom it may be done. */
export function hrefsForAll(conversation: LiveConversation, action: PersonInMeetingAction): readonly string[] {
  return conversation.participants.flatMap((person) => hrefFor(conversation, person, action) ?? []);
}

/** Everybody else could be removed: then the user may end it for all. */
export function mayEndForAll(conversation: LiveConversation): boolean {
  const inside = conversation.participants.filter(({ standing }) => standing?.inLobby !== true);
  return inside.length > 0 && inside.every((person) => hrefFor(conversation, person, 'remove') !== undefined);
}

/** Does what a user wants of those in a meeting. What is asked for already is not asked for again. */
export interface Moderator {
  isUnderWay(href: string): boolean;
  /** By each of these links; false where one was not taken. Who has left meanwhile is done with. */
  areDone(hrefs: readonly string[]): Promise<boolean>;
}

export function createModerator(perform: Perform, log: Log): Moderator {
  const underWay = new Map<string, Promise<boolean>>();

  async function ask(href: string): Promise<boolean> {
    const result = await perform(moderate(href));
    underWay.delete(href);
    return result.ok || saysGone(result.failure);
  }

  function done(href: string): Promise<boolean> {
    const asked = underWay.get(href) ?? ask(href);
    underWay.set(href, asked);
    return asked;
  }

  return {
    isUnderWay: (href) => underWay.has(href),
    async areDone(hrefs) {
      const isDone = (await Promise.all(hrefs.map(done))).every(Boolean);
      if (!isDone) log.warn('a participant could not be changed', { count: hrefs.length });
      return isDone;
    },
  };
}
