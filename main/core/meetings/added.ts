import type { AddedView, Words } from '../../../preload/contract/index.ts';
import { cleanText } from '../text.ts';
import type { Added } from './state.ts';

/** Why somebody did not come, by the server's subcode or code in small letters (UCWA reference: reason); the list is open. */
const whys = {
  declined: 'meeting.added.declined',
  timeout: 'meeting.added.no-answer',
  unreachable: 'meeting.added.no-answer',
  destinationnotfound: 'meeting.added.not-found',
  notfound: 'meeting.added.not-found',
  normalizationfailed: 'meeting.added.not-found',
  forbidden: 'meeting.added.not-allowed',
  notallowed: 'meeting.added.not-allowed',
  federationrequired: 'meeting.added.not-allowed',
} as const;

const lines = {
  waiting: 'meeting.added.calling',
  asked: 'meeting.added.calling',
  cancelling: 'meeting.added.cancelling',
  failed: 'meeting.added.failed',
} as const;

/** Somebody who was added, and is not there. */
export function addedView({ id, written, state, cancel, why }: Added, { say }: Words): AddedView {
  const failed = state === 'failed';
  const word = (why ?? '').toLowerCase();
  const reason = Object.hasOwn(whys, word) ? whys[word as keyof typeof whys] : 'meeting.added.failed';
  const line = say(failed ? reason : lines[state]);
  const mayBeTakenBack = state === 'waiting' || (state === 'asked' && cancel !== null);
  return { id, label: cleanText(written) ?? '', line, failed, cancel: mayBeTakenBack };
}
