import { type HistoryView, knownNumber, type Words } from '../../../preload/contract/index.ts';
import { isoDay, isoTimeOfDay } from './iso-day.ts';
import { projectEntry } from './project.ts';
import type { History } from './state.ts';

/** By it programs for tables know that the text is UTF-8. */
const byteOrderMark = '\ufeff';

/**
 * Calls as a table for other programs: RFC 4180, with a line of names. Times are those of the user's calendar, lengths are seconds.
 * What begins as a formula does is marked as text: a caller decides what they are called, and must not calculate in the user's table.
 */
export function historyCsv(history: History, words: Words): string {
  const { say } = words;
  const names = [
    say('calls.export-day'),
    say('calls.export-time'),
    say('calls.export-direction'),
    say('calls.export-name'),
    say('calls.number'),
    say('calls.export-outcome'),
    say('calls.export-seconds'),
    say('calls.export-note'),
    say('ring.about'),
  ];
  const lines = [names, ...history.map((entry) => fieldsOf(projectEntry(entry, words), words))];
  return byteOrderMark + lines.map((line) => `${line.map(written).join(',')}\r\n`).join('');
}

function fieldsOf(call: HistoryView, words: Words): readonly string[] {
  const { party, direction, outcome, at, talkedMs, note, byPhone, invitation } = call;
  const notes = [byPhone === true ? words.say('calls.by-phone') : '', note];
  return [
    isoDay(at),
    isoTimeOfDay(at),
    words.say(`calls.tab.${direction}`),
    party.label,
    knownNumber(party) ?? '',
    words.say(`calls.outcome.${outcome}`),
    String(Math.round(talkedMs / 1000)),
    notes.filter((part) => part !== '').join(' · '),
    invitation?.subject ?? '',
  ];
}

/** What programs for tables take as the beginning of a formula, in the forms of East Asia too. */
const formulaSign = '[=+\\-@\\t\\r\\n＝＋－＠]';
/**
 * Where a cell may begin: the field does, and in countries with a decimal comma programs take what stands behind a semicolon for another, whatever quotes are
 * around it.
 */
const formula = new RegExp(`(^|;)(?=\\s*${formulaSign})`, 'gu');

function written(text: string): string {
  const plain = text.replace(formula, "$1'");
  return /[",\r\n]/.test(plain) || plain !== text ? `"${plain.replaceAll('"', '""')}"` : plain;
}
