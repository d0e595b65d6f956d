import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { kindIcon } from '../../../renderer/components/icons/kind-icon.ts';
import { tintOf } from '../../../renderer/components/tint.ts';
import { isLetter } from '../../../renderer/letter-key.ts';
import { untilTomorrow } from '../../../renderer/wording/days.ts';
import { initialsOf } from '../../../renderer/wording/initials.ts';
import { kindWords, outcomeWord } from '../../../renderer/wording/outcome.ts';
import { isLongName, nameAgain, outsideLine, secondLine } from '../../../renderer/wording/party.ts';
import { ana, hidden, longNamed, noon, numberOnly, past, stranger } from '../../views/samples.ts';
import { englishWords } from '../core/fakes/words.ts';

const day = 86_400_000;
const { clock, length, dayName, moment, timeOfDay } = englishWords;

describe('durations', () => {
  it('run as on a clock', () => {
    assert.equal(clock(0), '0:00');
    assert.equal(clock(7999), '0:07');
    assert.equal(clock(760_000), '12:40');
    assert.equal(clock(3_723_000), '1:02:03');
    assert.equal(clock(-5), '0:00');
  });

  it('are told in words once they are over', () => {
    assert.equal(length(48_000), '48 s');
    assert.equal(length(374_000), '6 min 14 s');
    assert.equal(length(660_000), '11 min');
    assert.equal(length(3_723_000), '1 h 2 min');
    assert.equal(length(7_200_000), '2 h');
  });
});

describe('days', () => {
  it('are named as seen from now, by the calendar and not by hours', () => {
    const evening = Date.parse('2026-03-10T23:59:00');
    const night = Date.parse('2026-03-11T00:01:00');
    assert.equal(dayName(evening, evening), 'Today');
    assert.equal(dayName(evening, night), 'Yesterday');
    assert.match(dayName(noon - 3 * day, noon), /Saturday/);
    assert.doesNotMatch(dayName(noon - 3 * day, noon), /2026/);
    assert.match(dayName(noon - 400 * day, noon), /2025/);
  });

  it('give a moment in one line', () => {
    assert.equal(moment(noon, noon), `Today ${timeOfDay(noon)}`);
    assert.equal(moment(noon - day, noon), `Yesterday ${timeOfDay(noon)}`);
    assert.match(moment(noon - 5 * day, noon), /Mar/);
    assert.doesNotMatch(moment(noon - 5 * day, noon), /2026/);
    assert.match(moment(noon - 400 * day, noon), /Feb.*2025/);
    assert.match(moment(noon - 69 * day, noon), /2025/, 'where the year is young, too');
  });

  it('end at midnight', () => {
    assert.equal(untilTomorrow(noon), day / 2);
  });
});

describe('parties', () => {
  it('have the number under the name, and nothing under a number', () => {
    assert.equal(secondLine(ana, englishWords), '+46 8 5550 1234');
    assert.equal(secondLine(numberOnly, englishWords), null);
    assert.equal(secondLine({ ...numberOnly, label: 'someone@northwind.example' }, englishWords), null);
  });

  it('that are hidden say that nothing was sent', () => {
    assert.equal(secondLine(hidden, englishWords), 'No name or number was sent');
    assert.equal(secondLine({ label: 'Ana', named: true, number: null, initials: 'A' }, englishWords), null);
  });

  it('say that they come from outside where the server does', () => {
    assert.equal(outsideLine(stranger, englishWords), 'Outside your organization');
    assert.equal(outsideLine(ana, englishWords), null);
  });

  it('are set smaller from 33 characters on, counted as people see them', () => {
    assert.equal(isLongName('a'.repeat(32)), false);
    assert.equal(isLongName('a'.repeat(33)), true);
    assert.equal(isLongName('😀'.repeat(32)), false);
    assert.equal(isLongName(longNamed.label), true);
  });

  it('have initials of words that begin with a letter', () => {
    assert.equal(initialsOf('Dana Whitfield'), 'DW');
    assert.equal(initialsOf('  ana  '), 'A');
    assert.equal(initialsOf('Dana (Sales) van Whitfield 2'), 'DW');
    assert.equal(initialsOf('+46 8 5550'), '');
    assert.equal(initialsOf(''), '');
  });

  it('have one of six tints, always the same', () => {
    const names = Array.from({ length: 300 }, (_, index) => `Person ${index}`);
    assert.deepEqual([...new Set(names.map(tintOf))].sort(), [0, 1, 2, 3, 4, 5]);
    assert.equal(tintOf('Ana Lindqvist'), tintOf('Ana Lindqvist'));
  });
});

describe('outcomes', () => {
  it('are a word, or the length of the talk', () => {
    assert.equal(outcomeWord(past(ana, 1, { outcome: 'missed' }), englishWords), 'Missed');
    assert.equal(outcomeWord(past(ana, 1, { outcome: 'elsewhere' }), englishWords), 'Elsewhere');
    assert.equal(outcomeWord(past(ana, 1, { talkedMs: 48_000 }), englishWords), '48 s');
  });

  it('are read out with the kind of call', () => {
    assert.equal(kindWords(past(ana, 1, { outcome: 'missed' }), englishWords), 'Missed call');
    assert.equal(kindWords(past(ana, 1, { direction: 'outgoing' }), englishWords), 'Outgoing call');
  });

  it('have an icon for each kind', () => {
    assert.equal(kindIcon(past(ana, 1, { outcome: 'missed' })), 'missed');
    assert.equal(kindIcon(past(ana, 1, { outcome: 'elsewhere' })), 'elsewhere');
    assert.equal(kindIcon(past(ana, 1, { outcome: 'declined' })), 'call-in');
    assert.equal(kindIcon(past(ana, 1, { direction: 'outgoing' })), 'call-out');
  });
});

describe('letter keys', () => {
  it('go by the letter on Latin layouts, by their place on others', () => {
    assert.ok(isLetter({ key: 'M', code: 'Semicolon' }, 'm'));
    assert.ok(!isLetter({ key: ',', code: 'Comma' }, 'm'));
    assert.ok(!isLetter({ key: 'a', code: 'KeyM' }, 'm'));
    assert.ok(isLetter({ key: 'ь', code: 'KeyM' }, 'm'));
  });
});

test('a plain name is said by its first word the second time, any other in full', () => {
  for (const [label, again] of [
    ['Bao Chen', 'Bao'],
    ['Ana', 'Ana'],
    ['Chen, Bao', 'Chen, Bao'],
    ['Dr. Öhringen', 'Dr. Öhringen'],
    ['Ana Maria Lindqvist', 'Ana Maria Lindqvist'],
    ['+46 8', '+46 8'],
  ] as const)
    assert.equal(nameAgain(label), again);
});
