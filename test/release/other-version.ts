import { readFileSync, writeFileSync } from 'node:fs';

/** The version that the builds have. */
export const builtVersion = '0.1.0';

/** Makes another version of an `app.asar`. The archive holds package.json as it is: a version of the same length changes nothing else. */
export function setVersion(archive: string, version: string): void {
  const bytes = readFileSync(archive);
  const at = bytes.indexOf(`"version": "${builtVersion}"`);
  if (at === -1 || version.length !== builtVersion.length) throw new Error(`${archive} has no version to change`);
  bytes.write(version, at + '"version": "'.length);
  writeFileSync(archive, bytes);
}
