import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseSync } from 'oxc-parser';
import { wantedBy } from '../../../scripts/words/catalogue.ts';
import { faultsOfCatalogues, missingIn } from '../../../scripts/words/faults.ts';
import { messageIdsSource } from '../../../scripts/words/message-ids.ts';
import { wordsInPage } from '../../../scripts/words/pages.ts';
import { physicalIn } from '../../../scripts/words/physical-css.ts';
import { pluralFault } from '../../../scripts/words/plurals.ts';
import { pseudoMessages } from '../../../scripts/words/pseudo.ts';
import { roomFault } from '../../../scripts/words/room.ts';
import { sentencesIn } from '../../../scripts/words/sentences.ts';
import type { Syntax } from '../../../scripts/words/syntax.ts';
import { idsUsedIn } from '../../../scripts/words/used-ids.ts';
import { englishView } from '../core/fakes/words.ts';

const programOf = (text: string): Syntax => parseSync('probe.tsx', text).program as unknown as Syntax;
const found = (text: string): string[] => sentencesIn('probe.tsx', text, programOf(text)).map((one) => one.text);

describe('sentences outside the catalogue', () => {
  const sentences: readonly [source: string, sentence: string][] = [
    ["say('Calls do not ring here')", 'Calls do not ring here'],
    ["const a = 'leave the field empty'", 'leave the field empty'],
    ["const a = 'The end.'", 'The end.'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a template
    ['const a = `Answer ${name} now`', 'Answer … now'],
    ["const a = { label: 'Unlock' }", 'Unlock'],
    ["const a = { title: on ? 'Mute' : 'Unmute' }", 'Mute'],
    ['const a = <p>Missed</p>', 'Missed'],
    ['const a = <p>to {name}</p>', 'to'],
    ['const a = <button aria-label="Close" />', 'Close'],
    ["const a = <Row label={on ? 'Speaker' : x} />", 'Speaker'],
    ["const a = 'Quit Switchhook' as const", 'Quit Switchhook'],
  ];
  for (const [source, sentence] of sentences) {
    test(`are found: ${source}`, () => assert.equal(found(source)[0], sentence));
  }

  const others = [
    "import a from 'some words in here.ts'",
    "throw new Error('The call has no state')",
    "log.warn('A page is gone', { name })",
    "type A = 'Signed out' | 'No calls'",
    "if (status === 'Signed out') go()",
    "const a = 'application/vnd.microsoft.com.ucwa+json; charset=utf-8'",
    "const a = 'https://contoso.com/a page'",
    "const a = 'M10 3a5 5 0 0 0-5 5.3c0 4.6-1.8 5.7-1.8 5.7h13.6S15 12.9'",
    'const a = <p class="call-line call-kind">{name}</p>',
    "const a = 'call-line call-kind call-subject'",
    'const a = <p class="row cut numbers">{name}</p>',
    "const a = { 'Signed out': name }",
    "document.querySelector('main select, main button')",
    "const a = { label: 'Switchhook' }",
    "const a = { 'title': name }",
    '// A comment says why.\nconst a = 1',
  ];
  for (const source of others) test(`are none: ${source}`, () => assert.deepEqual(found(source), []));

  test('are found in a page’s HTML, where only the app’s name may be', () => {
    const page = (title: string) => `<html lang="en">\n<title>${title}</title>\n<script src="main.js"></script>`;
    assert.deepEqual(wordsInPage('p.html', page('Switchhook')), []);
    assert.deepEqual(wordsInPage('p.html', page('Quit?')), [{ path: 'p.html', line: 2, text: 'Quit?' }]);
    assert.equal(wordsInPage('p.html', '<button title="Close"></button>').length, 1);
  });
});

describe('messages that are used', () => {
  const ids = ['ending.declined.title', 'ending.declined.help', 'ring.answer'];
  const used = (text: string): readonly string[] => idsUsedIn(programOf(text), ids);

  test('are named by a string, or by a template that fits', () => {
    assert.deepEqual(used("say('ring.answer')"), ['ring.answer']);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a template
    assert.deepEqual(used('say(`ending.${reason}.title`)'), ['ending.declined.title']);
  });

  test('are not named by any text with a gap', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a template
    assert.deepEqual(used('a(`${slice}.${name}`), b(`ring answer`)'), []);
  });
});

describe('the types of messages', () => {
  test('have what each message wants', () => {
    const source = messageIdsSource({
      'a.plain': 'Plain',
      'b.named': '{who} at {at, time, short}, {n, plural, one {#} other {# of {all}}}',
      'c.chosen': '{kind, select, yes {on} other {{kind}}}',
    });
    assert.match(source, /'a\.plain': None;/);
    assert.match(
      source,
      /'b\.named': \{ readonly all: string; readonly at: number; readonly n: number; readonly who: string \};/,
    );
    assert.match(source, /'c\.chosen': \{ readonly kind: 'other' \| 'yes' \};/);
  });

  test('name the message that does not parse', () => {
    assert.throws(() => messageIdsSource({ 'a.broken': '{who' }), /a\.broken/);
    assert.throws(
      () => messageIdsSource({ 'a.double': '{n, select, one {1} other {2}} {n, number}' }),
      /a\.double.*\{n\}/,
    );
  });
});

describe('catalogues', () => {
  const english = { 'a.one': '{n, plural, one {# call} other {# calls}} of {who}', 'b.two': 'Two' };
  const faults = (other: Record<string, string>, notes = {}) =>
    faultsOfCatalogues(
      new Map([
        ['en', english],
        ['xx', other],
      ]),
      notes,
    );

  test('may count in their own way, and lack messages, which are listed', () => {
    const all = new Map<string, Record<string, string>>([
      ['en', english],
      ['es', { 'a.one': '{n, plural, one {# de {who}} many {# de {who}} other {{n} de {who}}}' }],
    ]);
    assert.deepEqual(faultsOfCatalogues(all, {}), []);
    assert.deepEqual(missingIn(all), ['es.json lacks b.two: Two']);
  });

  test('are faulty where they leave a value out, but for one that only chooses words', () => {
    assert.match(faults({ 'a.one': '{n, plural, one {#} other {#}}' })[0] ?? '', /who/);
    assert.match(faults({ 'a.one': '{who}' })[0] ?? '', /\{n\}/);
    const chosen = { 'a.case': '{first, select, yes {Sound} other {sound}}' };
    assert.deepEqual(
      faultsOfCatalogues(
        new Map([
          ['en', chosen],
          ['de', { 'a.case': 'Ton' }],
        ]),
        {},
      ),
      [],
    );
  });

  describe('count in the forms of their language', () => {
    const counting = '{n, plural, one {#} other {#}}';
    const fault = (locale: string, message: string) => pluralFault(locale, message, counting);
    const six = 'zero {#} one {#} two {#} few {#} many {#} other {#}';
    test('Arabic has six', () => {
      assert.equal(fault('ar', `{n, plural, ${six}}`), null);
      assert.match(fault('ar', '{n, plural, one {#} other {#}}') ?? '', /zero/);
      assert.equal(fault('ar', `{n, plural, =0 {-} ${six.replace('zero {#} ', '')}}`), null);
    });
    test('Japanese has one', () => {
      assert.equal(fault('ja', '{n, plural, other {#}}'), null);
      assert.match(fault('ja', '{n, plural, one {#} other {#}}') ?? '', /one/);
    });
    test('French and Spanish need none for a million', () => {
      for (const locale of ['fr', 'es']) assert.equal(fault(locale, '{n, plural, one {#} other {#}}'), null);
    });
    test('but for what English says of all numbers alike', () => {
      const alike = '{n, plural, =0 {at once} other {after # s}}';
      for (const locale of ['en', 'ar']) assert.equal(pluralFault(locale, alike, alike), null);
    });
    test('also within another choice', () => {
      assert.match(fault('de', '{a, select, yes {{n, plural, other {#}}} other {}}') ?? '', /one/);
    });
  });

  describe('have room', () => {
    test('as much as English, twice as much and a little more', () => {
      assert.equal(roomFault('x.y', 'Anrufweiterleitung', 'Forwarding'), null);
      assert.match(roomFault('x.y', 'x'.repeat(25), 'Mute') ?? '', /25 letters/);
    });
    test('less in a narrow place, where a letter of Japanese is two', () => {
      assert.equal(roomFault('call.mute', 'ミュート', 'Mute'), null);
      assert.match(roomFault('call.mute', 'ミュートにしますか？', 'Mute') ?? '', /a tile of a call/);
    });
    test('values and marks that stand above letters need none', () => {
      assert.equal(roomFault('ring.answer', 'رُدَّ عليها الآن', 'Answer'), null);
      assert.equal(roomFault('x.y', `{n, plural, one {a} other {b}} {${'n'.repeat(40)}}`, 'a'), null);
    });
  });

  test('are faulty where the app could not say a message', () => {
    assert.match(faults({ 'a.one': '{n' })[0] ?? '', /xx\.json, a\.one/);
    assert.match(faults({ 'a.one': '{whom}' })[0] ?? '', /whom/);
    assert.match(faults({ 'a.one': '{who, number}' })[0] ?? '', /who/);
    assert.match(faults({ 'c.three': 'Three' })[0] ?? '', /c\.three/);
    assert.match(faults({}, { 'c.three': 'About three' })[0] ?? '', /c\.three/);
  });

  test('are in order', () => {
    assert.match(faultsOfCatalogues(new Map([['en', { b: 'B', a: 'A' }]]), {})[0] ?? '', /a belongs before b/);
  });
});

describe('the language that is none', () => {
  test('is longer, in brackets, with marks on its letters', () => {
    const { x = '' } = pseudoMessages({ x: 'The server does not answer.' });
    assert.match(x, /^⟦.*⟧$/);
    assert.doesNotMatch(x, /[a-z]/i);
    assert.ok(x.length > 1.25 * 'The server does not answer.'.length);
  });

  test('leaves alone what ICU reads', () => {
    const { x = '' } = pseudoMessages({
      x: "{n, plural, one {# call} other {# calls}} '{'of'}' {kind, select, yes {on} other {off}}",
    });
    assert.deepEqual(
      wantedBy(x),
      new Map([
        ['kind', "'other' | 'yes'"],
        ['n', 'number'],
      ]),
    );
  });

  test('wants the same values in every message', () => {
    for (const [id, message] of Object.entries(pseudoMessages(englishView.messages))) {
      assert.deepEqual(wantedBy(message), wantedBy(englishView.messages[id as keyof typeof englishView.messages]), id);
    }
  });
});

describe('styles that do not follow the direction of the text', () => {
  const inRule = (declaration: string): string => `.row {\n  ${declaration};\n}`;
  for (const declaration of [
    'margin-left: 4px',
    'padding-top: 4px',
    'right: 0',
    'border-left-color: red',
    'border-top-left-radius: 4px',
    'text-align: left',
    'padding: 4px 10px 4px 11px',
    'border-width: 0 2px 2px 0',
    'border-radius: 4px 0 0 4px',
    'transform: translateX(4px)',
  ]) {
    test(`are found: ${declaration}`, () => assert.equal(physicalIn('a.css', inRule(declaration)).length, 1));
  }
  for (const declaration of [
    'margin-inline-start: 4px',
    'inset: 0',
    'padding: 4px calc(1rem + 2px) 8px calc(1rem + 2px)',
    'padding: 14px 20px 0',
    'text-align: start',
    'border-radius: 4px',
    'transform: translateY(4px)',
  ]) {
    test(`are none: ${declaration}`, () => assert.deepEqual(physicalIn('a.css', inRule(declaration)), []));
  }
  test('are let by where a comment says why', () => {
    assert.deepEqual(physicalIn('a.css', inRule('/* Physical: a tick. */\n  left: 0')), []);
  });
});
