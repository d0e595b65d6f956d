import type { DialInView, MeetingAction } from '../../../preload/contract/index.ts';
import type { LiveConversation } from '../conversations/state.ts';
import { formatNumber } from '../party/phone-number.ts';
import { cleanText } from '../text.ts';

/** What the server says of whether attendees may speak: by the link that would change it. */
export function muteLockActions({ about }: LiveConversation): readonly MeetingAction[] {
  const { enableAudienceMuteLock: lock, disableAudienceMuteLock: unlock } = about?.links ?? {};
  if (unlock != null && about?.audienceMute !== false) return ['let-speak'];
  return lock != null && about?.audienceMute !== true ? ['keep-muted'] : [];
}

/** The link by which attendees are kept muted, or may unmute; null where the server does not let the user. */
export function muteLockHref(conversation: LiveConversation, locked: boolean): string | null {
  const action = locked ? 'keep-muted' : 'let-speak';
  if (!muteLockActions(conversation).includes(action)) return null;
  const { links } = conversation.about ?? {};
  return (locked ? links?.enableAudienceMuteLock : links?.disableAudienceMuteLock) ?? null;
}

/** No server has longer ones; what is longer is none. */
const longestCode = 40;

/** How others come in by telephone; null where the server does not say. */
export function dialInView({ dialIn, meeting }: LiveConversation): DialInView | null {
  const code = (text: string | null | undefined): string | null => {
    const clean = cleanText(text ?? null);
    return clean !== null && clean.length <= longestCode ? clean : null;
  };
  const written = code(dialIn?.number?.replace(/^tel:/i, ''));
  const number = written === null ? null : formatNumber(written);
  const conferenceId = code(dialIn?.conferenceId ?? meeting?.conferenceId);
  const passCode = code(dialIn?.passCode);
  return number === null && conferenceId === null ? null : { number, conferenceId, passCode };
}
