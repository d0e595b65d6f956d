import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createHiding } from '../../../../main/core/health/identities.ts';
import type { HistoryEntry } from '../../../../main/core/history/state.ts';
import type { Model } from '../../../../main/core/model.ts';
import { call } from '../fixtures/call.ts';
import { wellModel } from '../fixtures/health.ts';

function past(label: string, number: string | null = null): HistoryEntry {
  const party = { label, named: /\p{L}/u.test(label), number, initials: '' };
  return { id: label, party, direction: 'incoming', outcome: 'missed', fact: null, at: 1, talkedMs: 0, seen: true };
}

function hiding(history: readonly HistoryEntry[], more: Partial<Model> = {}): (text: string) => string {
  return createHiding({ ...wellModel, history, calls: [], ...more });
}

describe('a name is hidden in each form in which it may be written', () => {
  for (const [name, ...forms] of [
    [
      'Ana Lindqvist',
      'Ana Lindqvist',
      'ana lindqvist',
      'ANA LINDQVIST',
      'Ana%20Lindqvist',
      'Ana+Lindqvist',
      'Lindqvist, Ana',
    ],
    ['Ana Lindqvist', 'ana.lindqvist', 'ana_lindqvist', 'Ana  Lindqvist', 'Ana\u00a0Lindqvist', '"Ana Lindqvist"'],
    ['Bo', 'Bo', 'bo', 'BO', '"Bo"', 'Bo’s', 'call-Bo-1', '(Bo)', 'Bo1', '_Bo_'],
    ['Å', 'Å', 'å', 'A\u030a', '(Å)'],
    ['Q', 'Q', 'q', 'Q.'],
    ['Jürgen', 'Jürgen', 'JÜRGEN', 'ju\u0308rgen', 'J\\u00fcrgen', 'J&#252;rgen', 'J%C3%BCrgen'],
    ['Öz', 'Öz', 'öz', 'ÖZ'],
    ['Ян', 'Ян', 'ЯН', 'ян', '«Ян»'],
    ['Νίκος', 'Νίκος', 'ΝΊΚΟΣ', 'νίκος'],
    ['李', '李', '从李来', '李さん'],
    ['山田', '山田さんから', '「山田」'],
    ['김철수', '김철수님이'],
    ['สมชาย', 'คุณสมชายโทร'],
    ['علی', 'علی', '(علی)'],
    ['שרה', 'שרה', '"שרה"'],
    ['अनु', 'अनु', '(अनु)'],
    ["O'Brien & Co", "O'Brien & Co", 'O&#39;Brien &amp; Co', "o'brien & co"],
    ['Dana "D" W', 'Dana \\"D\\" W'],
  ] as const) {
    for (const text of forms) {
      test(`${name}: ${text}`, () => {
        const hide = hiding([past(name)]);
        const hidden = hide(`from ${text} here`);
        assert.match(hidden, /^from .*\[name\].* here$/);
        assert.ok(!hidden.toLowerCase().includes(text.toLowerCase()), hidden);
        assert.equal(hide(hidden), hidden);
      });
    }
  }
});

describe('short names take no words apart', () => {
  for (const [name, text] of [
    ['Bo', 'About both bodies: turbo'],
    ['Ron', 'Electron'],
    ['Art', 'started'],
    ['Eve', 'event every'],
    ['Ян', 'Январь'],
    ['Å', 'Åsa'],
    ['Öz', 'Özlem'],
    ['अन', 'अनु'],
  ] as const) {
    test(`${name}: ${text}`, () => assert.equal(hiding([past(name)])(text), text));
  }
});

test('who is called like a placeholder breaks none', () => {
  const hide = hiding([past('Name'), past('Secret'), past('User')]);
  assert.equal(hide(hide('password=x of Secret')), 'password=[secret] of [name]');
});

describe('numbers that this app knows', () => {
  for (const [number, text] of [
    ['4417', 'to 4417.'],
    ['*97', 'to *97'],
    ['112', '(112)'],
    ['+46 8 555 012 34 ext. 12', 'to +46855501234 ext. 12'],
    ['0855501', '08-555 01'],
  ] as const) {
    test(`${number}: ${text}`, () => {
      assert.doesNotMatch(hiding([past('Bo', number)])(text), /[\d*]{2}/);
      assert.doesNotMatch(hiding([past(number)])(text), /[\d*]{2}/);
    });
  }
  test('are none inside of others', () => assert.equal(hiding([past('4417')])('port 44170'), 'port 44170'));
});

test('the user is known by each part of the name, and each account by its first part', () => {
  const user = { name: 'Dana Whitfield', address: 'dwhit@contoso.com', uri: 'sip:dana.w@contoso.com' };
  const account = { ...wellModel.session.account, userName: 'CONTOSO\\dwadmin', address: 'dwhit@contoso.com' };
  const hide = hiding([], { session: { ...wellModel.session, user, account } });
  for (const text of ['Dana', 'whitfield', 'dwhit', 'dwadmin', 'dana.w'])
    assert.equal(hide(`x ${text} y`), 'x [name] y');
});

test('who answered, what was removed, and the name as it was sent', () => {
  const party = { name: 'Z\u200bo\u202eë', uri: null, phoneNumber: null };
  const ending = { reason: 'answered-elsewhere', by: 'Priya', code: '' } as const;
  const hide = hiding([], { calls: [call({ party, ending, removed: { speaker: 'Buds' } })] });
  for (const text of ['Zoë', 'Z\u200bo\u202eë', 'Priya', 'Buds']) assert.equal(hide(`x ${text} y`), 'x [name] y');
});

test('that a caller hides is nobody’s name', () => {
  const hide = hiding([{ ...past('x'), party: { hidden: true } }]);
  assert.equal(hide('Caller’s number is hidden'), 'Caller’s number is hidden');
});
