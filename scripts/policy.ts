import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { adml, admx } from './policy/group-policy.ts';
import { policySchema } from './policy/json-schema.ts';
import { policyKeys } from './policy/keys.ts';
import { preferenceManifest } from './policy/preference-manifest.ts';
import { projectRoot, runAsTask } from './project.ts';

/** What is made of the policy's values for the tools of administrators: files below `assets/policy`. */
export function policyFiles(): Readonly<Record<string, string>> {
  const keys = policyKeys();
  return {
    'policy.schema.json': policySchema(),
    'Switchhook.admx': admx(keys),
    'en-US/Switchhook.adml': adml(keys),
    'org.switchhook.Switchhook.plist': preferenceManifest(keys),
  };
}

/** `npm run policy`: writes them. A unit test fails where they are not up to date. */
await runAsTask(import.meta.url, async () => {
  for (const [name, text] of Object.entries(policyFiles())) {
    const path = join(projectRoot, 'assets/policy', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
});
