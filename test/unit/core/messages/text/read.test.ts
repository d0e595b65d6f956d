import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../../same-inputs.ts';
import { readHtml } from '../../../../../main/core/messages/text/html-text.ts';
import { longestMessage, type MessageText, mostLinks, wordsOf } from '../../../../../main/core/messages/text/pieces.ts';
import { isWebAddress, readPlainText } from '../../../../../main/core/messages/text/plain-text.ts';

const links = (text: MessageText) => text.flatMap((piece) => (typeof piece === 'string' ? [] : piece.url));

describe('plain text', () => {
  test('lines stay, empty ones are folded, what nobody sees goes', () => {
    assert.deepEqual(readPlainText('One\r\ntwo\n\n\n\n\nthree\u202egnp.exe\u0000 \u200b'), [
      'One\ntwo\n\nthreegnp.exe',
    ]);
    assert.deepEqual(readPlainText(' \n\u200b\n '), []);
  });

  test('addresses of the web are links, without what stands around them', () => {
    const text = readPlainText('See (https://a.example/x_(y)), http://b.example.');
    assert.deepEqual(links(text), ['https://a.example/x_(y)', 'http://b.example']);
    assert.equal(wordsOf(text), 'See (https://a.example/x_(y)), http://b.example.');
  });

  for (const other of [
    ...['javascript:alert(1)', 'file:///etc/passwd', 'ftp://a.example', 'mailto:a@b.example', 'data:text/html,x'],
    ...['//a.example', 'www.a.example', 'a.example/x', 'https://good.example@evil.example/', 'ms-msdt:/id', 'https://'],
  ]) {
    test(`${other} is no link`, () => {
      assert.deepEqual(links(readPlainText(other)), []);
      assert.equal(isWebAddress(other), false);
    });
  }

  test('it has an end', () => {
    assert.equal(wordsOf(readPlainText('x'.repeat(100_000))).length, longestMessage + 1);
    assert.ok(links(readPlainText('https://a.example/ '.repeat(200))).length <= mostLinks);
    assert.ok(wordsOf(readPlainText('a\n'.repeat(5_000))).split('\n').length <= 400);
  });
});

describe('HTML', () => {
  test('is read for what it says: blocks are lines, a link says where it leads', () => {
    const html =
      '<div>Hello&nbsp;<b>Dana</b></div><p>see <a href="https://a.example/?x=1&amp;y=2">the <i>page</i></a></p>';
    assert.equal(wordsOf(readHtml(html)), 'Hello Dana\nsee the page (https://a.example/?x=1&y=2)');
    assert.deepEqual(links(readHtml(html)), ['https://a.example/?x=1&y=2']);
    assert.equal(wordsOf(readHtml('<a href="https://a.example/">https://a.example</a>')), 'https://a.example/');
    assert.equal(wordsOf(readHtml('one<br>two<ul><li>a<li>b</ul>&lt;b&gt;')), 'one\ntwo\na\nb\n<b>');
  });

  test('a link whose words are another address says both', () => {
    const text = readHtml('<a href="https://evil.example/x">https://bank.example</a>');
    assert.equal(wordsOf(text), 'https://bank.example (https://evil.example/x)');
  });

  test('scripts, styles and what only a browser would run say nothing', () => {
    const html =
      '<script>alert(1)</script><style>p{}</style><svg><text>x</text></svg><title>t</title><iframe src="//e"></iframe><a href="javascript:alert(1)">here</a><img src=x onerror=alert(1) alt="smile"><textarea>x</textarea>';
    assert.deepEqual(readHtml(html), ['heresmile']);
  });

  test('whatever it is, it is read in time, and comes to text and links to the web', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '<a href="',
        '">',
        '</a>',
        '<b>',
        '<script>',
        '</script>',
        '<!--',
        '-->',
        '<![CDATA[',
        '&lt;',
        '&#x202e;',
        '\u202e',
      ),
      fc.webUrl(),
      fc.string({ maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        const text = readHtml(parts.join(''));
        assert.ok(links(text).every(isWebAddress));
        assert.doesNotMatch(wordsOf(text).replaceAll('\n', ''), /\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
        assert.ok(wordsOf(text).length <= 8 * longestMessage);
      }),
      { numRuns: 300 },
    );
    assert.ok(wordsOf(readHtml('<b>'.repeat(60_000))).length === 0);
    assert.ok(wordsOf(readHtml(`<a href="https://a.example">${'<a>'.repeat(40_000)}x`)).length < 100);
  });
});
