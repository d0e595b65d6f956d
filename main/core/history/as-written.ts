import { isEndReason } from '../calls/end-reasons.ts';
import { isMeetingEnd } from '../meetings/record.ts';
import { isRecord } from '../schema/record.ts';
import { earlierHiddenLabel } from './earlier-notes.ts';
import { isCause } from './not-rung.ts';
import { isOutcome } from './outcomes.ts';
import type { HistoryEntry } from './state.ts';

type Given = Readonly<Record<string, unknown>>;

/**
 * Whether an entry of a record is to the letter as this version writes it, so that nothing in it has to be looked for, mended or left
 * behind. It is looked at by hand: there may be 10,000 of them, and somebody waits for the app.
 */
export function isAsWritten(value: unknown): value is HistoryEntry {
  if (!isRecord(value)) return false;
  const { threadId, byPhone, logged, about } = value;
  return (
    isOutcome(value.outcome) &&
    (value.direction === 'incoming' || value.direction === 'outgoing') &&
    typeof value.id === 'string' &&
    typeof value.at === 'number' &&
    typeof value.talkedMs === 'number' &&
    typeof value.seen === 'boolean' &&
    (threadId === undefined || typeof threadId === 'string') &&
    isMark(byPhone) &&
    isMark(logged) &&
    (about === undefined || isAbout(about)) &&
    hasOnly(value, 8 + present(threadId) + present(byPhone) + present(logged) + present(about)) &&
    isParty(value.party) &&
    isFact(value.fact)
  );
}

function isParty(party: unknown): boolean {
  if (!isRecord(party)) return false;
  const { domain, outside, unconfirmed } = party;
  if (!isMark(outside) || !isMark(unconfirmed)) return false;
  if (party.hidden === true) return hasOnly(party, 1 + present(outside));
  return (
    typeof party.label === 'string' &&
    party.label !== earlierHiddenLabel &&
    typeof party.named === 'boolean' &&
    typeof party.initials === 'string' &&
    isTextOrNull(party.number) &&
    (domain === undefined || typeof domain === 'string') &&
    hasOnly(party, 4 + present(domain) + present(outside) + present(unconfirmed))
  );
}

/** One that says more than what it is about is read by its schema: those are few. */
function isAbout(about: unknown): boolean {
  return isRecord(about) && typeof about.subject === 'string' && about.subject.length <= 256 && hasOnly(about, 1);
}

function isMark(value: unknown): boolean {
  return value === undefined || value === true;
}

function isFact(fact: unknown): boolean {
  if (fact === null) return true;
  if (!isRecord(fact)) return false;
  switch (fact.kind) {
    case 'ended':
      return (
        isEndReason(fact.reason) &&
        isTextOrNull(fact.by) &&
        typeof fact.hadVoice === 'boolean' &&
        (fact.code === undefined || typeof fact.code === 'string') &&
        hasOnly(fact, 4 + present(fact.code))
      );
    case 'meeting':
      return isMeetingEnd(fact.reason) && typeof fact.entered === 'boolean' && hasOnly(fact, 3);
    case 'not-rung':
      return (fact.cause === null || isCause(fact.cause)) && hasOnly(fact, 2);
    case 'told':
      return typeof fact.text === 'string' && typeof fact.rang === 'boolean' && hasOnly(fact, 3);
    default:
      return false;
  }
}

/** Whether these fields are all, and its own. */
function hasOnly(value: Given, count: number): boolean {
  return Object.keys(value).length === count;
}

function present(field: unknown): 0 | 1 {
  return field === undefined ? 0 : 1;
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}
