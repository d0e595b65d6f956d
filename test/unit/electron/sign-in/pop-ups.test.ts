import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedPopUp, showsPopUp } from '../../../../main/electron/sign-in/pop-ups.ts';
import { englishWords } from '../../core/fakes/words.ts';

const shown: readonly (readonly [url: string, disposition: string])[] = [
  ['https://mfa.contoso.com/start?id=1', 'foreground-tab'],
  ['HTTPS://mfa.contoso.com/', 'new-window'],
  ['about:blank', 'new-window'],
  ['', 'new-window'],
];
for (const [url, disposition] of shown) {
  test(`"${url}" as ${disposition} is shown`, () => assert.ok(showsPopUp({ url, disposition })));
}

for (const url of [
  'about:blank',
  'about:blank#x',
  'http://mfa.contoso.com/',
  'https:mfa',
  'file:///etc/passwd',
  'javascript:1',
  'data:text/html,x',
  'blob:https://mfa.contoso.com/1',
  'switchhook://app/main.html',
  'ms-msdt:/id',
  'tel:123',
  'view-source:https://mfa.contoso.com/',
]) {
  test(`"${url}" is not, and what is said names its site at most`, () => {
    const disposition = url === 'about:blank' ? 'foreground-tab' : 'new-window';
    assert.equal(showsPopUp({ url, disposition }), false);
    const { message, detail } = refusedPopUp(`${url}?secret`, englishWords);
    assert.match(message, /could not be shown\.$/);
    assert.match(detail, /choose another way .* or ask your administrator\./);
    assert.doesNotMatch(detail, /secret|passwd|text\/html/);
  });
}
