import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { linkIn, paceLinks } from '../../../../main/electron/start/link.ts';
import type { DialLink } from '../../../../preload/contract/index.ts';
import { createFakeClock } from '../../core/fakes/clock.ts';

const link = (text: string | null): DialLink => ({ type: 'dial-link', text, isCode: false });

describe('a link on the command line', () => {
  const cases: readonly (readonly [string, readonly string[], DialLink | null])[] = [
    ['alone', ['tel:4711'], link('4711')],
    ['behind switches', ['--hidden', '--user-data-dir=/x', 'sip:ana@contoso.com'], link('ana@contoso.com')],
    ['behind a double hyphen', ['--', 'callto:4711'], link('4711')],
    ['the first of two', ['tel:1', 'tel:2'], link('1')],
    ['bad', ['tel:ana'], link(null)],
    ['as the value of a switch', ['--server=tel:4711'], null],
    ['none', ['--hidden', 'ana@contoso.com', 'https://contoso.com'], null],
  ];
  for (const [name, given, wanted] of cases) {
    test(name, () => assert.deepEqual(linkIn(['/opt/switchhook', ...given], 'linux'), wanted));
  }
});

test('of links in a row one a second is opened; a start without a link always brings the app up', async () => {
  const clock = createFakeClock();
  const opened: (DialLink | null)[] = [];
  const open = paceLinks(clock, (next) => opened.push(next));
  open(link('1'));
  open(link('2'));
  open(null);
  await clock.advance(999);
  open(link('3'));
  await clock.advance(1000);
  open(link('4'));
  assert.deepEqual(opened, [link('1'), null, link('4')]);
});
