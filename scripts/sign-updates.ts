/**
 * Signs what the app takes as updates. One file that needs Node 24 and nothing else, so that it can be where the private key is:
 *
 *   node sign-updates.ts key KEY.pem              makes a key, and prints what the policy has as `updateKey`
 *   node sign-updates.ts public KEY.pem           prints it once more
 *   node sign-updates.ts sign KEY.pem FOLDER      writes FOLDER/switchhook-updates.json for the packages in FOLDER
 *                        [--days=180]             how long it is believed; sign again before
 *
 * docs/administration.md says what to do with it.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

const listName = 'switchhook-updates.json';
const usualDays = 180;
const dayMs = 86_400_000;

/** Packages as `npm run package` names them; what was made for tests has another version, and is signed for nobody. */
const packageFile =
  /^switchhook[_-](\d+\.\d+\.\d+)(?:-1)?[_.](amd64|x86_64|x64|arm64|aarch64)\.(deb|rpm|AppImage|exe)$/;

/** Of Debian, of rpm, and of Node, which the list has. */
const architectures: Readonly<Record<string, string>> = { amd64: 'x64', x86_64: 'x64', aarch64: 'arm64' };

/** Something that whoever called it can put right. */
export class Mistake extends Error {}

/** The text of the list for the packages in a folder, signed; with what is in it. */
export async function signedListOf(
  folder: string,
  key: KeyObject,
  { days, now }: { readonly days: number; readonly now: number },
): Promise<{ readonly text: string; readonly version: string; readonly names: readonly string[] }> {
  const found = readdirSync(folder).flatMap((name) => {
    const [, version = '', machine = '', kind = ''] = packageFile.exec(name) ?? [];
    return version === '' ? [] : [{ version, kind, architecture: architectures[machine] ?? machine, name }];
  });
  const versions = [...new Set(found.map(({ version }) => version))];
  const [version] = versions;
  if (version === undefined) throw new Mistake(`There is no package in ${folder}.`);
  if (versions.length > 1)
    throw new Mistake(`There are packages of several versions in ${folder}: ${versions.join(', ')}.`);
  const packages = await Promise.all(
    found.map(async ({ kind, architecture, name }) => {
      const file = join(folder, name);
      return { kind, architecture, name, size: statSync(file).size, sha512: await sumOf(file) };
    }),
  );
  const signedAt = new Date(now).toISOString();
  const expiresAt = new Date(now + days * dayMs).toISOString();
  const list = JSON.stringify({ product: 'switchhook', form: 1, version, signedAt, expiresAt, packages });
  return { text: envelopeOf(list, key), version, names: packages.map(({ name }) => name) };
}

/** The file that the app asks for: the list, and the signature (Ed25519) of its UTF-8. */
export function envelopeOf(list: string, key: KeyObject): string {
  return `${JSON.stringify({ list, signature: sign(null, Buffer.from(list, 'utf8'), key).toString('base64') }, null, 2)}\n`;
}

/** What the policy has as `updateKey`. */
export function publicKeyOf(key: KeyObject): string {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
}

async function sumOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}

function readKey(file: string): KeyObject {
  const key = createPrivateKey(readFileSync(file));
  if (key.asymmetricKeyType !== 'ed25519') throw new Mistake(`${file} is no Ed25519 key.`);
  return key;
}

function makeKey(file: string): void {
  const { privateKey } = generateKeyPairSync('ed25519');
  // An older key, which computers may trust, is not written over.
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
}

async function run(args: readonly string[]): Promise<void> {
  const options = { days: { type: 'string', default: String(usualDays) } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [order, file, folder] = positionals;
  const days = Number(values.days);
  if (file === undefined || !(days > 0))
    throw new Mistake('Usage: sign-updates.ts key|public|sign KEY.pem [FOLDER] [--days=N]');
  if (order === 'key') makeKey(file);
  if (order === 'key' || order === 'public') {
    console.log(`updateKey: ${publicKeyOf(readKey(file))}`);
  } else if (order === 'sign' && folder !== undefined) {
    const { text, version, names } = await signedListOf(folder, readKey(file), { days, now: Date.now() });
    const target = join(folder, listName);
    writeFileSync(`${target}.new`, text);
    renameSync(`${target}.new`, target);
    console.log(`${target}: version ${version}, for ${days} days\n${names.join('\n')}`);
  } else throw new Mistake('Usage: sign-updates.ts key|public|sign KEY.pem [FOLDER] [--days=N]');
}

if (import.meta.main) {
  await run(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
