import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot, runAsTask } from './project.ts';
import { type Messages, readCatalogues, readNotes } from './words/catalogue.ts';
import { withoutExempt } from './words/exemptions.ts';
import { faultsOfCatalogues, missingIn } from './words/faults.ts';
import { messageIdsSource } from './words/message-ids.ts';
import { wordsInPage } from './words/pages.ts';
import { physicalIn } from './words/physical-css.ts';
import { writePseudoCatalogues } from './words/pseudo.ts';
import { type Sentence, sentencesIn } from './words/sentences.ts';
import { readSyntax } from './words/syntax.ts';
import { idsUsedIn } from './words/used-ids.ts';

const options = {
  check: { type: 'boolean' },
  complete: { type: 'boolean' },
  pseudo: { type: 'string' },
} as const;

const idsFile = join(projectRoot, 'preload/contract/words/message-ids.ts');

/**
 * `npm run words`: writes the types of the messages from the English catalogue. With `--check` it writes nothing, and fails where they are
 * not up to date, where a message does not parse or is not used, where a translation has other values, the wrong forms for counting or no
 * room, where something is said to people outside the catalogue, and where a style stays on its side of the screen whichever way the language
 * runs. What has no translation yet is listed; with `--complete` that is a fault too. `--pseudo=FOLDER` writes the language that is none into
 * a folder of catalogues.
 */
await runAsTask(import.meta.url, async () => {
  const { values } = parseArgs({ options });
  if (values.pseudo !== undefined) return writePseudoCatalogues(values.pseudo);
  const catalogues = readCatalogues();
  const english = catalogues.get('en') ?? {};
  const source = messageIdsSource(english);
  const { used, sentences, idle } = readSources(Object.keys(english));
  const faults = [
    ...faultsOfCatalogues(catalogues, readNotes()),
    ...unused(english, used),
    ...outside(sentences),
    ...physicalStyles(),
  ];
  faults.push(...idle.map((path) => `Nothing is exempt in ${path}: scripts/words/exemptions.ts.`));
  if (values.check !== true) writeFileSync(idsFile, source);
  else if (readFileSync(idsFile, 'utf8') !== source) faults.push('The types of the messages are old: npm run words.');
  const missing = missingIn(catalogues);
  for (const line of [...faults, ...missing]) console.log(line);
  console.log(`${Object.keys(english).length} messages, ${catalogues.size} languages.`);
  if (faults.length > 0 || (values.complete === true && missing.length > 0)) process.exitCode = 1;
});

function unused(english: Messages, used: ReadonlySet<string>): string[] {
  return Object.keys(english)
    .filter((id) => !used.has(id))
    .map((id) => `Nothing says ${id}.`);
}

function outside(sentences: readonly Sentence[]): string[] {
  return sentences.map(({ path, line, text }) => `${path}:${line}: “${text}” is not in the catalogue.`);
}

function physicalStyles(): string[] {
  const paths = globSync('assets/css/**/*.css', { cwd: projectRoot }).map(withSlashes);
  return paths.flatMap((path) => physicalIn(path, readFileSync(join(projectRoot, path), 'utf8')));
}

interface Read {
  /** Messages that the source names. */
  readonly used: ReadonlySet<string>;
  readonly sentences: readonly Sentence[];
  /** Where nothing is that the list exempts. */
  readonly idle: readonly string[];
}

function readSources(ids: readonly string[]): Read {
  // The guides are in English, whatever language the app speaks.
  const generated = ['/message-ids.ts', '/views/help/guides/'];
  const used = new Set<string>();
  const sentences: Sentence[] = [];
  for (const path of globSync('{main,preload,renderer}/**/*.{ts,tsx}', { cwd: projectRoot }).map(withSlashes)) {
    if (path.endsWith('.d.ts') || generated.some((one) => path.includes(one))) continue;
    const { text, program } = readSyntax(projectRoot, path);
    for (const id of idsUsedIn(program, ids)) used.add(id);
    sentences.push(...sentencesIn(path, text, program));
  }
  for (const path of globSync('assets/html/*.html', { cwd: projectRoot }).map(withSlashes)) {
    sentences.push(...wordsInPage(path, readFileSync(join(projectRoot, path), 'utf8')));
  }
  const { left, idle } = withoutExempt(sentences);
  return { used, sentences: left, idle };
}

function withSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}
