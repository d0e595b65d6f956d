import type { InvitationView, Words } from '../../../../preload/contract/index.ts';
import { homeDomains, ownAddresses } from '../../party/party.ts';
import type { SessionModel } from '../../session/state.ts';
import { cleanText } from '../../text.ts';
import type { CustomContent } from '../../ucwa/custom-content.ts';
import type { Place } from '../../ucwa/decode/audio-video-invitation.ts';
import type { Invited } from './invited.ts';
import { ringReasons, type Whose } from './ring-reasons.ts';
import { reasonSentence } from './say-reason.ts';

/** What an invitation says beyond who calls, for the windows. `caller`: what the caller is called. */
export function projectInvited(invited: Invited, caller: string, session: SessionModel, words: Words): InvitationView {
  return {
    why: ringReasons(invited, whoseIs(session)).map(({ reason, pending }) => ({
      kind: reason.kind,
      sentence: reasonSentence(reason, caller, words),
      pending,
    })),
    privateLine: invited.privateLine,
    place: placeLines(invited.place),
    content: contentText(invited.content, words),
  };
}

/** Who is signed in, as an invitation may name them. */
export function whoseIs(session: SessionModel): Whose {
  return { addresses: ownAddresses(session), home: homeDomains(session) };
}

/** The room, and the street with the town, as an envelope has them. */
export function placeLines(place: Place | null): readonly string[] {
  if (place === null) return [];
  const part = (name: keyof Place): string | null => cleanText(place[name]);
  const joined = (parts: readonly (string | null)[], between: string): string | null => {
    const text = parts.filter((each) => each !== null).join(between);
    return text === '' ? null : text;
  };
  const region = joined([part('locationState'), part('zip')], ' ');
  const town = joined([part('address'), part('city'), region, part('country')], ', ');
  return [part('building'), town].filter((line) => line !== null);
}

function contentText(content: CustomContent | null, { say }: Words): string | null {
  if (content === null) return null;
  const { text, mediaType } = content;
  return text === null ? say('ring.content-unreadable', { type: cleanText(mediaType) ?? '' }) : cleanText(text);
}
