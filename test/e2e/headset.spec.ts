import { expect, test } from './rig/test.ts';

interface MayHaveHeadsets {
  readonly allowed: boolean;
  readonly outcome: string;
}

/** What a page is told that asks for headsets. */
async function asking(): Promise<MayHaveHeadsets> {
  const policy: unknown = Reflect.get(document, 'featurePolicy');
  const { allowsFeature } = policy as { allowsFeature(name: string): boolean };
  const hid: unknown = Reflect.get(navigator, 'hid');
  const outcome = await (hid as { getDevices(): Promise<readonly unknown[]> }).getDevices().then(
    (devices) => `${devices.length} devices`,
    (error: Error) => error.name,
  );
  return { allowed: allowsFeature.call(policy, 'hid'), outcome };
}

test('the page of the sound may have headsets, and no other page', async ({ app }) => {
  const sound = await app.window('sound');
  expect(await sound.evaluate(asking)).toEqual({ allowed: true, outcome: '0 devices' });
  for (const name of ['main', 'ring'] as const) {
    const page = await app.window(name);
    expect(await page.evaluate(asking)).toEqual({ allowed: false, outcome: 'SecurityError' });
  }
});
