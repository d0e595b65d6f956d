import { existsSync, readFileSync } from 'node:fs';

/** Of Node's test runner: the files of what failed, as the summary of its spec reporter names them. */
export function failedOfNode(output: string): readonly string[] {
  return [...new Set([...output.matchAll(/^test at (.+):\d+:\d+$/gm)].map(([, file = '']) => file))];
}

/** Of Playwright: the files of what failed, by its JSON report. */
export function failedOfPlaywright(report: string): readonly string[] {
  if (!existsSync(report)) return [];
  const { suites } = JSON.parse(readFileSync(report, 'utf8')) as { readonly suites: readonly Suite[] };
  return [...new Set(suites.flatMap(failedOf))];
}

interface Suite {
  readonly specs?: readonly { readonly file: string; readonly ok: boolean }[];
  readonly suites?: readonly Suite[];
}

function failedOf({ specs = [], suites = [] }: Suite): readonly string[] {
  return [...specs.filter(({ ok }) => !ok).map(({ file }) => file), ...suites.flatMap(failedOf)];
}
