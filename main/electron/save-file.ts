import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type App, dialog } from 'electron';
import type { CommandResult } from '../../preload/contract/index.ts';
import type { FileLog } from './logging.ts';

/** A file that the user wants. */
export interface WantedFile {
  /** What the dialog is called. */
  readonly title: string;
  /** What the file is called unless the user says otherwise. */
  readonly name: string;
  /** Makes what stands in it, once it is known where to. */
  make(): Promise<Uint8Array | string>;
  /** What is said where it cannot be made or written. */
  readonly notWritten: string;
}

/** Asks where to, and writes files there that only their owner can read: one at a time, so that no page fills the screen with dialogs. */
export function createFileSaver(app: Pick<App, 'getPath'>, log: FileLog): (file: WantedFile) => CommandResult {
  let asking = false;

  async function save({ title, name, make }: WantedFile): Promise<void> {
    const defaultPath = join(app.getPath('documents'), name);
    const { canceled, filePath } = await dialog.showSaveDialog({ title, defaultPath });
    if (canceled || !filePath) return;
    const content = await make();
    await writeFile(filePath, content, { mode: 0o600 });
    log.info('exported', { what: name, size: content.length });
  }

  return (file) => {
    if (asking) return { ok: false, refusal: 'repeated' };
    asking = true;
    void save(file)
      .catch((error: unknown) => tellFailure(error, file.notWritten, log))
      .finally(() => {
        asking = false;
      });
    return { ok: true };
  };
}

/** Says what came to nothing, and why, in a dialog of the system. */
export function tellFailure(error: unknown, message: string, log: FileLog): void {
  log.error('Nothing was exported', { message, error });
  const detail = error instanceof Error ? error.message : '';
  void dialog.showMessageBox({ type: 'error', message, detail });
}
