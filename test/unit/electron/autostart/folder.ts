import { rmSync } from 'node:fs';
import type { TestContext } from 'node:test';

/** A folder that goes with the test. */
export function folderFor(context: TestContext, folder: string): string {
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
