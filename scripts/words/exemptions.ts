import type { Sentence } from './sentences.ts';

/** Where words look like a sentence for people and are none, and why. */
interface Exemption {
  /** A file, or a folder with a slash at its end: everything below it. */
  readonly path: string;
  /** These words alone; all where it is left out. */
  readonly text?: string;
  readonly why: string;
}

const forTheLog = 'what fails there is named for the log';

const exemptions: readonly Exemption[] = [
  { path: 'main/media/', why: forTheLog },
  { path: 'main/net/connect/', why: forTheLog },
  { path: 'main/net/http/', why: forTheLog },
  { path: 'main/electron/keychain/', why: forTheLog },
  { path: 'main/electron/sign-in/platform-exchange.ts', why: forTheLog },
  { path: 'main/core/session/', why: forTheLog },
  { path: 'main/core/ucwa/', why: 'names of rels, and what is wrong with an event, for the log' },
  { path: 'main/electron/start/', why: 'for the terminal, before there is a window' },
  { path: 'main/electron/control/', why: 'for the terminal and for scripts, which read English' },
  { path: 'main/electron/media-fork.ts', why: 'the name of a process' },
  { path: 'main/electron/diagnostics/bundle.ts', why: 'for support, which reads English' },
  { path: 'main/core/health/report.ts', why: 'for support, which reads English' },
  { path: 'main/core/view/problems.ts', text: 'Switchhook sign-in: … (…), …', why: 'for support, which reads English' },
  { path: 'main/core/view/project.ts', text: 'Signed out', why: 'the name of a state' },
  { path: 'main/core/view/project.ts', text: 'No calls', why: 'the name of a state' },
  { path: 'main/core/party/hidden.ts', why: 'what exchanges send where there is no name' },
  { path: 'main/core/party/party.ts', text: 'Ana Lindqvist', why: 'a caller to try the code with' },
  { path: 'main/core/history/earlier-notes.ts', why: 'what earlier versions kept on the disk' },
  { path: 'renderer/media/leg.ts', why: forTheLog },
  { path: 'renderer/pictures/picture-leg.ts', why: forTheLog },
  { path: 'renderer/media/devices.ts', text: 'System default', why: 'the main process says it by its id' },
  { path: 'main/core/redaction/', why: 'what is looked for in a log' },
];

/** Those that are for people, and what stands in the list of exemptions for nothing any more. */
export function withoutExempt(sentences: readonly Sentence[]): {
  readonly left: readonly Sentence[];
  readonly idle: readonly string[];
} {
  const used = new Set<Exemption>();
  const left = sentences.filter((sentence) => {
    const mine = exemptions.filter((exemption) => covers(exemption, sentence));
    for (const exemption of mine) used.add(exemption);
    return mine.length === 0;
  });
  return { left, idle: exemptions.filter((exemption) => !used.has(exemption)).map(({ path }) => path) };
}

function covers({ path, text }: Exemption, sentence: Sentence): boolean {
  const isThere = path.endsWith('/') ? sentence.path.startsWith(path) : sentence.path === path;
  return isThere && (text === undefined || text === sentence.text);
}
