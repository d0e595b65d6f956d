import type { HistoryOutcome, Words } from '../../../preload/contract/index.ts';
import { noteOf, outcomeOf } from '../calls/endings.ts';
import type { Call } from '../calls/state.ts';
import type { MeetingEnd } from './state.ts';

/** A meeting that is over, as the history keeps calls, and how it ended. */
export type MeetingRecord = Call & { readonly meetingEnd: MeetingEnd };

/** Those whose title says it all. */
const withoutHelp = [
  ...(['left-here', 'declined-here', 'declined-only-here', 'cancelled-there', 'answered-elsewhere'] as const),
  ...(['over', 'signed-out'] as const),
] as const;

/** The sentences for a meeting that is over. `organizer`: who can be asked to unlock it, where that is known. */
export function meetingEndWords(
  reason: MeetingEnd,
  { say }: Words,
  organizer: string | null = null,
): { readonly title: string; readonly help: string } {
  const title = say(`meeting.end.${reason}.title`);
  if (hasNoHelp(reason)) return { title, help: '' };
  if (reason !== 'locked') return { title, help: say(`meeting.end.${reason}.help`) };
  const known = organizer === null ? 'other' : 'yes';
  return { title, help: say('meeting.end.locked.help', { known, name: organizer ?? '' }) };
}

/** What a row of the history says beyond its outcome. `entered`: the user was in it. */
export function meetingNote(reason: MeetingEnd, entered: boolean, words: Words): string {
  const isOrdinary = reason === 'left-here' || reason === 'declined-here' || (reason === 'over' && entered);
  return isOrdinary ? '' : noteOf(meetingEndWords(reason, words), words);
}

/** How the history counts it: nobody misses what they wanted to join themselves. */
export function outcomeOfMeeting(meeting: MeetingRecord): HistoryOutcome {
  if (meeting.direction === 'incoming' || meeting.connectedAt !== null) return outcomeOf(meeting);
  return meeting.meetingEnd === 'left-here' ? 'cancelled' : 'failed';
}

function hasNoHelp(reason: MeetingEnd): reason is (typeof withoutHelp)[number] {
  return withoutHelp.some((one) => one === reason);
}
