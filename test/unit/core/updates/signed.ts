import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { envelopeOf, publicKeyOf } from '../../../../scripts/sign-updates.ts';

/** The organization's key, and that of somebody else. */
export const [ours, theirs] = [generateKeyPairSync('ed25519').privateKey, generateKeyPairSync('ed25519').privateKey];
export const ourKey: string = publicKeyOf(ours);

/** When the fake clock stands still, in ms since 1970. */
export const signedAt = 1_700_000_000_000;
const dayMs = 86_400_000;

const sum = `${'A'.repeat(86)}==`;

/** A list that is well, with changes. */
export function listWith(changes: object = {}): object {
  return {
    product: 'switchhook',
    form: 1,
    version: '0.2.0',
    signedAt: new Date(signedAt).toISOString(),
    expiresAt: new Date(signedAt + 90 * dayMs).toISOString(),
    packages: [
      { kind: 'rpm', architecture: 'x64', name: 'switchhook-0.2.0-1.x86_64.rpm', size: 9, sha512: sum },
      { kind: 'deb', architecture: 'arm64', name: 'switchhook_0.2.0_arm64.deb', size: 9, sha512: sum },
      { kind: 'deb', architecture: 'x64', name: 'switchhook_0.2.0_amd64.deb', size: 100, sha512: sum },
    ],
    ...changes,
  };
}

/** What a server gives. */
export function signed(changes: object = {}, key: KeyObject = ours): string {
  return envelopeOf(JSON.stringify(listWith(changes)), key);
}
