import type { ConversationEvent } from '../conversations/event.ts';
import { conversationOf, standingOf, voiceOf } from '../conversations/from-ucwa.ts';
import { type Conversations, conversationAt, mostParticipants } from '../conversations/state.ts';
import { saysGone } from '../session/own-word.ts';
import { readResource } from '../session/requests/read-resource.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { Resolve } from '../session/session.ts';
import { decodeOnlineMeeting } from '../ucwa/decode/online-meeting.ts';
import { decodeParticipant } from '../ucwa/decode/participant.ts';
import { decodePhoneDialIn } from '../ucwa/decode/phone-dial-in-information.ts';
import { get } from '../ucwa/request/operation.ts';
import { decodeResource, flagOf, linkOf, type Resource } from '../ucwa/resource.ts';

export interface RosterReaderDeps {
  readonly perform: Perform;
  readonly resolve: Resolve;
  readonly conversations: () => Conversations;
  /** Puts what was read into the conversation. */
  readonly tell: (event: ConversationEvent) => void;
  /** Absolute names of those of whom it was told that they are not what they were, and not what they are now. */
  readonly changed: ReadonlySet<string>;
}

/** So many people are asked for at a time. */
const mostAtOnce = 8;

/**
 * Reads what the event channel did not tell of a meeting: events may name people by their links alone. `href`: absolute, of its
 * conversation. Resolves with whether the server knows it; null where it could not be asked.
 */
export async function readRoster(deps: RosterReaderDeps, href: string): Promise<boolean | null> {
  const { perform, resolve, tell } = deps;
  const result = await perform(get(href));
  if (!result.ok) return saysGone(result.failure) ? false : null;
  const resource = decodeResource(result.value.body);
  if (resource === null) return null;
  const about = conversationOf(resource, resolve);
  if (about.state === 'Disconnected') return false;
  tell({ type: 'conversation', conversation: href, about });
  const { links } = about;
  await Promise.all([
    readMeeting(deps, href, links.onlineMeeting),
    readVoice(deps, href, links.audioVideo),
    readSelf(deps, href, links.localParticipant),
    readPeople(deps, href, about.links),
  ]);
  return true;
}

async function readMeeting(deps: RosterReaderDeps, conversation: string, href: string | null): Promise<void> {
  const { perform, resolve, tell } = deps;
  const resource = href === null ? null : await readResource(perform, get(href));
  if (resource === null) return;
  const meeting = decodeOnlineMeeting(resource);
  tell({ type: 'meeting', conversation, meeting });
  const isKnown = conversationAt(deps.conversations(), conversation)?.dialIn != null;
  const dialIn = isKnown ? null : resolve(meeting.phoneDialInInformation);
  const told = dialIn === null ? null : await readResource(perform, get(dialIn));
  if (told !== null) tell({ type: 'dial-in', conversation, dialIn: decodePhoneDialIn(told) });
}

async function readVoice({ perform, resolve, tell }: RosterReaderDeps, conversation: string, href: string | null) {
  const resource = href === null ? null : await readResource(perform, get(href));
  if (resource === null || href === null) return;
  tell({ type: 'voice', conversation, voice: voiceOf(href, resource, resolve) });
}

async function readSelf(deps: RosterReaderDeps, conversation: string, href: string | null): Promise<void> {
  const standing = conversationAt(deps.conversations(), conversation)?.selfStanding ?? null;
  // Who waited in the lobby may be in by now.
  const isKnown = standing !== null && !standing.inLobby && !deps.changed.has(href ?? '');
  const resource = href === null || isKnown ? null : await readResource(deps.perform, get(href));
  if (resource !== null && href !== null) deps.tell(personEvent(deps, { conversation, href, resource, isSelf: true }));
}

type Lists = Readonly<Record<'participants' | 'leaders' | 'attendees' | 'lobby', string | null>>;

/** Each list embeds its people, or names them by links; who of these is not known, or is another by now, is read one by one. */
async function readPeople(deps: RosterReaderDeps, conversation: string, lists: Lists): Promise<void> {
  const { perform, resolve, tell, conversations, changed } = deps;
  const present = () => conversationAt(conversations(), conversation);
  const before = present()?.participants ?? [];
  const named = new Map<string, string | null>();
  const whole = new Set<string>();
  /** False where the list could not be had. */
  const collect = async (into: 'leaders' | 'attendees' | 'lobby' | null): Promise<boolean> => {
    const href = lists[into ?? 'participants'];
    const list = href === null ? null : await readResource(perform, get(href));
    for (const resource of (list?.embedded.get('participant') ?? []).slice(0, mostParticipants)) {
      const participant = resolve(linkOf(resource, 'self'));
      if (participant === null) continue;
      named.set(participant, null);
      whole.add(participant);
      const isSelf = participant === present()?.self || flagOf(resource, 'local');
      tell(personEvent(deps, { conversation, href: participant, resource, isSelf }));
    }
    for (const link of (list?.links.get('participant') ?? []).slice(0, mostParticipants)) {
      const participant = resolve(link.href);
      if (participant === null) continue;
      named.set(participant, link.title || (named.get(participant) ?? null));
    }
    return href === null || list !== null;
  };
  const got = await Promise.all([null, 'leaders' as const, 'attendees' as const, 'lobby' as const].map(collect));
  // Who was there before and is in no list has left; who came meanwhile is told of by events.
  for (const { href } of got.every((one) => one) && lists.participants !== null ? before : []) {
    if (!named.has(href)) tell({ type: 'participant-left', conversation, participant: href });
  }
  const unknown = [...named].filter(([href]) => {
    if (whole.has(href)) return false;
    const known = present()?.participants.find((one) => one.href === href);
    if (changed.has(href) && known !== undefined) return true;
    return href !== present()?.self && (known === undefined || known.who === null || known.standing === null);
  });
  for (let at = 0; at < unknown.length && at < mostParticipants; at += mostAtOnce) {
    await Promise.all(
      unknown.slice(at, at + mostAtOnce).map(async ([href]) => {
        const resource = await readResource(perform, get(href));
        if (resource !== null) tell(personEvent(deps, { conversation, href, resource, isSelf: false }));
      }),
    );
  }
}

function personEvent(
  { resolve }: RosterReaderDeps,
  read: {
    readonly conversation: string;
    readonly href: string;
    readonly resource: Resource;
    readonly isSelf: boolean;
  },
): ConversationEvent {
  const { conversation, href, resource, isSelf } = read;
  return {
    ...{ type: 'participant', conversation, participant: href, title: null, isSelf },
    who: decodeParticipant(resource),
    standing: standingOf(resource, resolve),
  };
}
