import type { Page } from '@playwright/test';
import { callingOut, longNamed, past, ringing, signingIn, view } from '../views/samples.ts';
import { show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

const seeds = [
  '<img src=x onerror=alert(1)>',
  '<script>window.owned = true</script>',
  '"><svg/onload=window.owned=true>',
  "'-alert(1)-'",
  '{{constructor.constructor("alert(1)")()}}',
  'javascript:alert(1)',
  '<iframe srcdoc="<script>parent.owned=1</script>">',
  '&lt;b&gt;&amp;nbsp;&#x3c;',
  '<style>*{display:none}</style>',
  '<!-- --><base href="http://evil.example/">',
  '__proto__',
  'constructor',
  '{7*7}$(id)`id`',
  '%s%n%x',
  'a'.repeat(256),
  'W'.repeat(256),
  'ﷺ'.repeat(64),
  'Z̷̡a̸l̷g̶o̵'.repeat(20),
  '👩‍👩‍👧‍👦'.repeat(64),
  'שלום عليكم (((',
];

/** 200 different strings, each a way to break out of text. */
const payloads: readonly string[] = Array.from({ length: 200 }, (_, index) => {
  const seed = seeds[index % seeds.length] ?? '';
  return `${seed}${'<b>'.repeat(Math.floor(index / seeds.length))}${index}`;
});

test('200 hostile strings are text in the ring window, whatever they are', async ({ open }) => {
  test.slow();
  const plain = ringing({ subject: 'x', party: { label: 'A', named: true, number: '1', initials: 'A' } });
  const page = await open('ring', view({ calls: [plain] }));
  await page.setViewportSize({ width: 360, height: 700 });
  const shape = () =>
    page.evaluate(() => [...document.querySelectorAll('body *')].map(({ tagName }) => tagName).join());
  const expected = await shape();
  for (const text of payloads) {
    const party = { label: text, named: true, number: text, initials: 'XX' };
    await show(page, view({ calls: [{ ...plain, party, subject: text, talkOn: { text, warning: false } }] }));
    await expect(page.getByRole('heading')).toHaveText(text, { useInnerText: false });
    expect(await shape()).toBe(expected);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), text).toBe(360);
  }
  expect(await page.evaluate(() => 'owned' in window)).toBe(false);
});

/** The rows that are drawn, each with its place from 1 on. */
function labelsByPlace(page: Page): Promise<[number, string][]> {
  return page
    .locator('[role=option]')
    .evaluateAll((rows) =>
      rows.map((row) => [
        Number(row.getAttribute('aria-posinset')),
        row.querySelector('.row-label')?.textContent ?? '',
      ]),
    );
}

test('200 hostile strings are text in the list and the form', async ({ open }) => {
  const history = payloads.map((text, index) =>
    past({ label: text, named: true, number: text, initials: 'XX' }, index, { note: text }),
  );
  const notes = payloads
    .slice(0, 20)
    .map((text, index) => ({ id: String(index), kind: 'warning' as const, title: text, help: text }));
  const page = await open('main', view({ past: history, notes }));
  await expect(page.getByRole('option').first()).toHaveAttribute('aria-setsize', '200');
  const labels = new Map<number, string>();
  while (labels.size < 200) {
    await expect(page.locator(`[role=option][aria-posinset="${labels.size + 1}"]`)).toHaveCount(1);
    for (const [place, text] of await labelsByPlace(page)) labels.set(place, text);
    await page.getByRole('option').last().scrollIntoViewIfNeeded();
  }
  expect([...labels.values()]).toEqual(payloads);
  expect(await page.locator('main :is(img, script, style, iframe, base, b)').count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  const problem = { title: seeds[0] ?? '', help: seeds[1] ?? '', fields: [], details: seeds[2] ?? '' };
  await show(page, signingIn({ address: seeds[2] ?? '', problem }));
  await expect(page.getByRole('alert')).toContainText('<img src=x onerror=alert(1)>');
  expect(await page.locator('main :is(img, script, style, iframe, base)').count()).toBe(0);
  expect(await page.evaluate(() => 'owned' in window)).toBe(false);
});

test('hostile strings are text in the call window of a call out', async ({ open }) => {
  const called = (text: string) => ({ label: text, named: true, number: text, initials: 'XX' });
  const page = await open('call', view({ calls: [callingOut()] }));
  await page.setViewportSize({ width: 340, height: 700 });
  for (const text of seeds) {
    const out = { dialled: text, forwardedTo: called(text), onBehalfOf: called(text) };
    await show(page, view({ calls: [callingOut({ state: 'calling', party: called(text) }, out)] }));
    await expect(page.getByRole('heading')).toHaveText(text, { useInnerText: false });
    expect(await page.locator('body :is(img, script, style, iframe, base)').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), text).toBe(340);
  }
  expect(await page.evaluate(() => 'owned' in window)).toBe(false);
});

test('hostile strings are text in what is suggested', async ({ open }) => {
  const history = seeds.map((text, index) => past({ label: text, named: true, number: text, initials: 'XX' }, index));
  const page = await open('main', view({ past: history }));
  const box = page.getByRole('combobox', { name: 'Name or number' });
  for (const text of ['img', 'onload', 'iframe', 'wwww']) {
    await box.fill(text);
    await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
    expect(await page.locator('main :is(img, script, style, iframe, base)').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  }
  expect(await page.evaluate(() => 'owned' in window)).toBe(false);
});

test('the policy lets in neither inline code nor the network', async ({ open }) => {
  const page = await open('ring', view({ calls: [ringing({ party: longNamed })] }));
  const refused = await page.evaluate(async () => {
    const attempts: Record<string, boolean> = {};
    attempts.html = await Promise.resolve()
      .then(() => Object.assign(document.createElement('div'), { innerHTML: '<i>x</i>' }))
      .then(
        () => false,
        () => true,
      );
    attempts.fetch = await fetch('/ring.html').then(
      () => false,
      () => true,
    );
    attempts.socket = await new Promise<boolean>((settled) => {
      try {
        const socket = new WebSocket(`ws://${location.host}`);
        socket.onerror = () => settled(true);
        socket.onopen = () => settled(false);
      } catch {
        settled(true);
      }
    });
    attempts.script = (() => {
      try {
        const script = document.createElement('script');
        script.textContent = 'window.owned = true';
        document.head.append(script);
      } catch {
        return true;
      }
      return !('owned' in window);
    })();
    const styled = document.createElement('p');
    styled.setAttribute('style', 'color: red');
    attempts.style = styled.style.color === '';
    return attempts;
  });
  expect(refused).toEqual({ html: true, fetch: true, socket: true, script: true, style: true });
  await page.evaluate(() => {
    window.wire.violations.length = 0;
  });
});
