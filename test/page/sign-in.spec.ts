import { signingIn, view } from '../views/samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 720, height: 760 } });

const dana = { address: 'dana@northwind.example', userName: 'NORTHWIND\\dana' };
const problem = {
  title: 'That user name or password did not work.',
  help: 'Type the password again.',
  fields: ['userName', 'password'],
  details: 'password (invalid_grant), 2026-03-10T12:00:00.000Z',
} as const;

test('sends what was typed', async ({ open }) => {
  const page = await open('main', signingIn());
  await expect(page.getByRole('heading', { name: 'Sign in to Switchhook' })).toBeVisible();
  const address = page.getByLabel('Sign-in address', { exact: true });
  await expect(address).toBeFocused();
  await address.fill(' dana@northwind.example ');
  await page.getByLabel('User name', { exact: true }).fill('NORTHWIND\\dana');
  await page.getByLabel('Password', { exact: true }).fill(' correct horse ');
  await page.getByLabel('Keep me signed in').uncheck();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  expect(await commands(page)).toEqual([
    { type: 'sign-in', request: { ...dana, password: ' correct horse ', keep: false, server: '' } },
  ]);
});

test('signs in with Enter from any field', async ({ open }) => {
  const page = await open('main', signingIn(dana));
  const password = page.getByLabel('Password', { exact: true });
  await expect(password).toBeFocused();
  await password.fill('secret');
  await password.press('Enter');
  expect(await commands(page)).toHaveLength(1);
});

test('asks for what is missing before it asks a server', async ({ open }) => {
  const page = await open('main', signingIn());
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const address = page.getByLabel('Sign-in address', { exact: true });
  await expect(address).toBeFocused();
  await expect(address).toHaveAttribute('aria-invalid', 'true');
  await expect(address).toHaveAccessibleDescription('Enter your sign-in address, for example name@company.com');
  expect(await commands(page)).toEqual([]);
  await address.fill('dana@northwind.example');
  await page.keyboard.press('Enter');
  await expect(address).not.toHaveAttribute('aria-invalid');
  expect(await commands(page)).toHaveLength(1);
});

test('signs in without a password, and says what that means', async ({ open }) => {
  const page = await open('main', signingIn(dana));
  const password = page.getByLabel('Password', { exact: true });
  await expect(password).toHaveAccessibleDescription(/^Empty: you sign in as the user of this computer/);
  await password.press('Enter');
  expect(await commands(page)).toEqual([
    { type: 'sign-in', request: { ...dana, password: '', keep: true, server: '' } },
  ]);
});

test('says that it waits for a page, where that is, and can be cancelled', async ({ open }) => {
  const page = await open('main', signingIn({ ...dana, stage: 'Waiting for the sign-in page', page: true }));
  await expect(page.getByRole('status')).toHaveText(
    'Connecting. Waiting for the sign-in page. Sign in on the page that has opened. It may be behind this window.',
  );
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await commands(page)).toEqual([{ type: 'cancel-sign-in' }]);
});

test('asks for what a proxy wants, above what is for the server, and keeps it until it worked', async ({ open }) => {
  const asked = {
    title: 'The proxy proxy.northwind.example:3128 asks for a user name and a password.',
    help: 'Sign in with the ones for the proxy.',
    fields: ['proxyUserName', 'proxyPassword'],
    details: 'proxy-auth',
  } as const;
  const page = await open('main', signingIn(dana));
  await expect(page.getByLabel('Proxy user name')).toHaveCount(0);
  await page.getByLabel('Password', { exact: true }).fill('secret');
  await show(page, signingIn({ ...dana, problem: asked }));
  const [name, password] = [page.getByLabel('Proxy user name'), page.getByLabel('Proxy password', { exact: true })];
  await expect(name).toBeFocused();
  await expect(password).toHaveAttribute('type', 'password');
  await expect(password).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Password', { exact: true })).not.toHaveAttribute('aria-invalid');
  await name.fill('no:colon');
  await name.press('Enter');
  await expect(name).toHaveAccessibleDescription('A user name for a proxy has no colon');
  expect(await commands(page)).toEqual([]);
  await name.fill('dana');
  await password.fill(' p:w ');
  await password.press('Enter');
  const proxy = { userName: 'dana', password: ' p:w ' };
  expect(await commands(page)).toEqual([
    { type: 'sign-in', request: { ...dana, password: 'secret', keep: true, server: '', proxy } },
  ]);
  await show(page, signingIn({ ...dana, stage: 'Finding your server' }));
  await expect(password).toHaveValue(' p:w ');
  await expect(password).not.toBeEditable();
});

test('has its tick box in line with its fields', async ({ open }) => {
  const page = await open('main', signingIn(dana));
  const left = async (name: string) => (await page.getByLabel(name, { exact: true }).boundingBox())?.x ?? 0;
  // The box of a field has an edge of 1 px around its input, and a padding.
  expect(Math.abs((await left('Keep me signed in')) - (await left('Password')))).toBeLessThan(14);
  const hint = await page.getByText('Your password stays in this computer’s keychain.').boundingBox();
  expect(hint?.height).toBeLessThan(24);
});

test('scrolls where the window is too low for all that it asks', async ({ open }) => {
  const fields = ['proxyUserName', 'server'] as const;
  const page = await open('main', signingIn({ ...dana, problem: { ...problem, fields } }));
  await page.setViewportSize({ width: 720, height: 420 });
  const button = page.getByRole('button', { name: 'Sign in', exact: true });
  await button.scrollIntoViewIfNeeded();
  await expect(button).toBeInViewport({ ratio: 1 });
  await page.getByRole('heading', { name: 'Sign in to Switchhook' }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('heading', { name: 'Sign in to Switchhook' })).toBeInViewport({ ratio: 1 });
});

test('asks whether a domain is trusted: focus is on the answer that sends nothing', async ({ open }) => {
  const page = await open('main', signingIn(dana));
  await page.getByLabel('Password', { exact: true }).fill('secret');
  const trust = { host: 'lync.fabrikam.example', domain: 'fabrikam.example' };
  await show(page, signingIn({ ...dana, trust }));
  const question = page.getByRole('alertdialog', { name: 'Do you trust fabrikam.example?' });
  await expect(question).toHaveAccessibleDescription(
    /The server of northwind\.example leads to lync\.fabrikam\.example\./,
  );
  await expect(page.getByRole('button', { name: 'Do not trust' })).toBeFocused();
  await expect(page.getByLabel('Password', { exact: true })).toHaveCount(0);
  await expect(page.getByRole('status')).toHaveText('Connecting. Waiting for your answer');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Trust fabrikam.example' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await commands(page)).toEqual([
    { type: 'trust-domain', domain: 'fabrikam.example', trusted: false },
    { type: 'trust-domain', domain: 'fabrikam.example', trusted: true },
    { type: 'cancel-sign-in' },
  ]);
  await show(page, signingIn(dana));
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('secret');
});

test('says that it is not asked outside the page again so soon, until it is', async ({ open }) => {
  const page = await open('main', signingIn({ ...dana, server: 'lync.northwind.example' }));
  const said = page.getByRole('alert').filter({ hasText: 'Switchhook does not ask again so soon.' });
  await page.evaluate(() => {
    window.wire.answer = { ok: false, refusal: 'unavailable' };
  });
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(said).toContainText('Wait a minute, then press the button again.');
  await page.evaluate(() => {
    window.wire.answer = { ok: false, refusal: 'declined' };
  });
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(said).toHaveCount(0);
  await expect(page.getByLabel('Server address', { exact: true })).toHaveValue('lync.northwind.example');
});

test('shows the stage while it signs in, and can be cancelled', async ({ open }) => {
  const page = await open('main', signingIn(dana));
  await page.getByLabel('Password', { exact: true }).fill('secret');
  await show(page, signingIn({ ...dana, stage: 'Finding your server' }));
  await expect(page.getByRole('status')).toHaveText('Connecting. Finding your server.');
  const button = page.getByRole('button', { name: 'Signing in' });
  await expect(button).toHaveAttribute('aria-busy', 'true');
  await button.click({ force: true });
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await commands(page)).toEqual([{ type: 'cancel-sign-in' }]);
});

test('keeps the input, marks the fields and goes to the first of them', async ({ open }) => {
  const page = await open('main', signingIn());
  await page.getByLabel('Sign-in address', { exact: true }).fill(dana.address);
  await page.getByLabel('User name', { exact: true }).fill(dana.userName);
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await show(page, signingIn({ ...dana, stage: 'Signing in' }));
  await show(page, signingIn({ ...dana, problem }));
  await expect(page.getByRole('alert')).toHaveText('That user name or password did not work. Type the password again.');
  await expect(page.getByLabel('User name', { exact: true })).toBeFocused();
  await expect(page.getByLabel('User name', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Sign-in address', { exact: true })).not.toHaveAttribute('aria-invalid');
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('wrong');
});

test('copies the details of a problem', async ({ open, context }) => {
  await context.grantPermissions(['clipboard-read']);
  const page = await open('main', signingIn({ ...dana, problem }));
  await page.getByRole('button', { name: 'Copy details' }).click();
  await expect(page.getByRole('button', { name: 'Details copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(problem.details);
});

test('takes a server address by hand, and drops it again', async ({ open }) => {
  const page = await open('main', signingIn(dana));
  await page.getByRole('button', { name: 'Set server address' }).click();
  const server = page.getByLabel('Server address', { exact: true });
  await server.fill('lync.northwind.example');
  await page.getByLabel('Password', { exact: true }).fill('secret');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Find the server by itself' }).click();
  await expect(server).toHaveCount(0);
  await page.getByLabel('Password', { exact: true }).press('Enter');
  const sent = await commands(page);
  expect(sent.map((command) => command.type === 'sign-in' && command.request.server)).toEqual([
    'lync.northwind.example',
    '',
  ]);
});

test('opens the server address when that is at fault', async ({ open }) => {
  const page = await open('main', signingIn({ ...dana, problem: { ...problem, fields: ['server'] } }));
  await expect(page.getByLabel('Server address', { exact: true })).toBeFocused();
});

test('shows the password on request', async ({ open }) => {
  const page = await open('main', signingIn(dana));
  const password = page.getByLabel('Password', { exact: true });
  await password.fill('secret');
  await expect(password).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(password).toHaveAttribute('type', 'text');
  await expect(password).toHaveValue('secret');
  await page.getByRole('button', { name: 'Hide password' }).click();
  await expect(password).toHaveAttribute('type', 'password');
});

test('warns of Caps Lock', async ({ open }) => {
  const page = await open('main', signingIn(dana));
  const press = (on: boolean) =>
    page
      .getByLabel('Password', { exact: true })
      .evaluate(
        (field, modifierCapsLock) => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', modifierCapsLock })),
        on,
      );
  await press(true);
  await expect(page.getByText('Caps Lock is on')).toBeVisible();
  await press(false);
  await expect(page.getByText('Caps Lock is on')).toHaveCount(0);
});

test('has one status, which is heard and starts with Signed out', async ({ open }) => {
  const page = await open('main', signingIn({ ...dana, problem }));
  await expect(page.getByRole('status')).toHaveText('Signed out. Calls do not ring here');
});

test('shows notes that are not about the sign-in itself', async ({ open }) => {
  const notes = [
    {
      id: 'keychain',
      kind: 'warning',
      title: 'This computer has no keychain.',
      help: 'You stay signed in until you quit.',
    },
  ] as const;
  const page = await open('main', { ...signingIn(), notes });
  await expect(page.getByRole('note')).toHaveText('This computer has no keychain. You stay signed in until you quit.');
});

test('a note with a button sends what the button stands for', async ({ open }) => {
  const action = { label: 'Unlock', command: { type: 'unlock-keychain' } } as const;
  const notes = [{ id: 'keychain', kind: 'warning', title: 'Your keychain is locked.', help: '', action }] as const;
  const page = await open('main', { ...signingIn(), notes });
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  expect(await commands(page)).toEqual([{ type: 'unlock-keychain' }]);
});

test('gives way to the pages once somebody is signed in', async ({ open }) => {
  const page = await open('main', signingIn(dana));
  await show(page, view());
  await expect(page.getByRole('heading', { name: 'Calls' })).toBeVisible();
  await expect(page.getByLabel('Password', { exact: true })).toHaveCount(0);
  await show(page, signingIn(dana));
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
});
