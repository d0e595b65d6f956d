import { release } from 'node:os';
import { join } from 'node:path';
import { type App, clipboard } from 'electron';
import type { Command, CommandResult, HistoryList, PageName, Words } from '../../../preload/contract/index.ts';
import { isWebAddress } from '../../core/messages/text/plain-text.ts';
import type { Phone } from '../../core/phone.ts';
import { readPlainFile } from '../../storage/plain-file.ts';
import { logNames, longestLog } from '../log-files.ts';
import type { FileLog } from '../logging.ts';
import { createFileSaver, tellFailure } from '../save-file.ts';
import type { Versions } from './bundle.ts';

export interface DesktopCommandsDeps {
  readonly app: Pick<App, 'getVersion' | 'getPath'>;
  readonly phone: Pick<Phone, 'command' | 'diagnostics' | 'historyTable'>;
  readonly log: FileLog;
  /** Where the log files are. */
  readonly logs: string;
  readonly words: Words;
  /** Looks again at what the desktop offers. */
  checkAgain(): void;
  /** Asks for a program to run with each call. */
  chooseProgram(): CommandResult;
  startWithSystem(on: boolean): void;
  openMain(page: PageName): void;
  openInBrowser(url: string): Promise<void>;
}

const taken: CommandResult = { ok: true };

/** Carries out the commands that are the desktop's, and hands every other to the phone. */
export function createDesktopCommands(deps: DesktopCommandsDeps): (command: Command) => CommandResult {
  const { phone, words, log } = deps;
  const save = createFileSaver(deps.app, log);

  function exportBundle(): CommandResult {
    const at = new Date();
    return save({
      title: words.say('diagnostics.export'),
      name: `switchhook-diagnostics-${at.toISOString().slice(0, 10)}.zip`,
      async make() {
        await log.flush();
        const { makeBundle } = await import('./bundle.ts');
        return makeBundle(phone.diagnostics(), versionsOf(deps.app), readLog(deps.logs), at);
      },
      notWritten: words.say('diagnostics.not-written'),
    });
  }

  function exportHistory(list: HistoryList): CommandResult {
    return save({
      title: words.say('calls.export'),
      name: `switchhook-calls-${new Date().toISOString().slice(0, 10)}.csv`,
      make: () => Promise.resolve(phone.historyTable(list)),
      notWritten: words.say('calls.not-written'),
    });
  }

  /** What the phone takes goes on here. */
  function following(command: Command, next: () => void): CommandResult {
    const result = phone.command(command);
    if (result.ok) next();
    return result;
  }

  /** The refusal of the phone, which the administrator may have wanted; null where there is none. */
  function refusalOf(command: Command): CommandResult | null {
    const result = phone.command(command);
    return result.ok ? null : result;
  }

  /** Whatever the page said, only the web is opened. */
  function openLink(url: string): void {
    if (!isWebAddress(url)) return;
    deps.openInBrowser(url).catch((error: unknown) => log.warn('The browser could not be opened', { error }));
  }

  return (command) => {
    switch (command.type) {
      case 'check-again':
        deps.checkAgain();
        return taken;
      case 'choose-hook':
        return deps.chooseProgram();
      case 'start-with-system':
        deps.startWithSystem(command.on);
        return taken;
      case 'copy-report':
        // A promise from Electron 44 on.
        void Promise.resolve(clipboard.writeText(phone.diagnostics().report)).catch((error: unknown) =>
          tellFailure(error, words.say('diagnostics.not-written'), log),
        );
        return taken;
      case 'export-diagnostics':
        return exportBundle();
      case 'export-history':
        return refusalOf(command) ?? exportHistory(command.list);
      case 'open-thread':
      case 'write-to-caller':
      case 'show-thread':
        return following(command, () => deps.openMain('messages'));
      case 'open-link':
        return following(command, () => openLink(command.url));
      default:
        return phone.command(command);
    }
  };
}

/** The log and what was written before it; nothing where there is none. */
function readLog(folder: string): string {
  return [logNames.before, logNames.present].map((name) => textOf(join(folder, name))).join('');
}

function textOf(path: string): string {
  try {
    return readPlainFile(path, longestLog).toString('utf8');
  } catch {
    return '';
  }
}

function versionsOf(app: Pick<App, 'getVersion'>): Versions {
  const { electron = '', chrome = '', node } = process.versions;
  return {
    app: app.getVersion(),
    electron,
    chromium: chrome,
    node,
    platform: process.platform,
    release: release(),
    architecture: process.arch,
  };
}
