import { listConversations } from '../calls/compare/conversations.ts';
import { createLookUp } from '../calls/compare/look-up.ts';
import { conversationOf } from '../conversations/from-ucwa.ts';
import { mostConversations } from '../conversations/state.ts';
import type { Clock, Random } from '../ports.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { Resolve } from '../session/session.ts';
import { decodeOnlineMeeting } from '../ucwa/decode/online-meeting.ts';
import type { MeetingEvent } from './event.ts';
import { isLive, type Meeting, type MeetingsModel } from './state.ts';

export interface RejoiningDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly perform: Perform;
  readonly resolve: Resolve;
  readonly model: () => MeetingsModel;
  readonly apply: (event: MeetingEvent) => void;
}

/** Brings the user into their meetings again after the application was lost, and all names of them with it. */
export interface Rejoining {
  applicationLost(): void;
  /** There is an application again, in which they may be. Its absolute URL. */
  look(application: string): void;
  /** What can be begun in it was read: what is not there is joined. */
  communicated(): void;
  /** Joins what is to be joined anew. */
  readonly rejoin: () => void;
}

/** The conversations are asked for so often where the server says nothing that counts, each time after this, in milliseconds. */
const [mostLooks, lookAgainMs] = [3, 2_000];

export function createRejoining(deps: RejoiningDeps): Rejoining {
  const { clock, random, model, apply } = deps;
  /** The links by which meetings are joined are those of the application there is. */
  let holds = true;
  /** Counts applications: what was looked for in an earlier one does not count. */
  let generation = 0;
  const lookUp = createLookUp(deps.perform);
  const sought = (): readonly Meeting[] => model().list.filter(({ lost }) => lost === 'sought');

  function rejoin(): void {
    if (!holds || model().joinOnlineMeeting === null) return;
    for (const { id, lost } of model().list) if (lost === 'wanted') apply({ type: 'rejoin', id });
  }

  async function lookFor(application: string, looks: number): Promise<void> {
    const mine = generation;
    const found = await findConversations(deps, lookUp, application, sought());
    if (mine !== generation) return;
    if (found === null && looks < mostLooks) {
      clock.after(lookAgainMs, () => {
        if (mine === generation) void lookFor(application, looks + 1);
      });
      return;
    }
    for (const { id } of sought()) apply({ type: 'looked', id, conversation: found?.get(id) ?? null });
    rejoin();
  }

  return {
    rejoin,
    applicationLost() {
      holds = false;
      generation += 1;
      for (const { id } of model().list.filter(isLive)) {
        apply({ type: 'application-lost', id, operationId: random.uuid() });
      }
    },
    look(application) {
      if (sought().some(({ conversation }) => conversation === null)) void lookFor(application, 1);
    },
    communicated() {
      holds = true;
      rejoin();
    },
  };
}

/** The conversation that each of them is in the application, by its id; null where that could not be asked. */
async function findConversations(
  { resolve }: RejoiningDeps,
  lookUp: ReturnType<typeof createLookUp>,
  application: string,
  meetings: readonly Meeting[],
): Promise<ReadonlyMap<string, string> | null> {
  const hrefs = await listConversations(lookUp, resolve, application);
  if (hrefs === null) return null;
  const found = new Map<string, string>();
  for (const href of hrefs.slice(0, mostConversations)) {
    const conversation = await lookUp(href);
    if (conversation.kind === 'unknown') return null;
    if (conversation.kind === 'gone') continue;
    const { state, threadId, links } = conversationOf(conversation.resource, resolve);
    if (state === 'Disconnected') continue;
    const about = links.onlineMeeting === null ? null : await lookUp(links.onlineMeeting);
    const uri = about?.kind === 'there' ? decodeOnlineMeeting(about.resource).onlineMeetingUri : null;
    const same = meetings.find((one) => isSame(one.threadId, threadId) || isSame(one.uri, uri));
    if (same !== undefined) found.set(same.id, href);
  }
  return found;
}

function isSame(known: string | null, said: string | null): boolean {
  return known !== null && said !== null && known.toLowerCase() === said.toLowerCase();
}
