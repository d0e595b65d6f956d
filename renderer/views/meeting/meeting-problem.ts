import type { MessageId, Refusal } from '../../../preload/contract/index.ts';

type Problem = MessageId & ('meeting.not-a-meeting' | 'meeting.already-there' | 'meeting.not-joined-now');

/** What is said where a meeting cannot be joined, or begun. */
export function meetingProblemId(refusal: Refusal): Problem {
  if (refusal === 'not-a-meeting' || refusal === 'invalid') return 'meeting.not-a-meeting';
  return refusal === 'repeated' ? 'meeting.already-there' : 'meeting.not-joined-now';
}
