import type { WebPreferences } from 'electron';

/** What every page of the app is made with, its own and those of others: a sandbox, and nothing of Node or of Electron. */
export const sealedPage: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  // The system would ask the user for a file in the app's name.
  disableBlinkFeatures: 'FileSystemAccessLocal',
};
