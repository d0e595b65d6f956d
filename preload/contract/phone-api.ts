import type { Command, CommandResult } from './commands.ts';
import type { QueryOf, QueryResult, QueryType } from './queries.ts';
import type { AppView } from './snapshot.ts';
import type { Levels } from './sound.ts';
import type { PageRequest, WindowReport } from './windows.ts';

/** `window.phone` in every window that draws. Each subscription returns its own end. */
export interface PhoneApi {
  /** Calls back with all parts of the snapshot that this window draws, then with those that changed. */
  subscribe(listener: (parts: Partial<AppView>) => void): () => void;
  send(command: Command): Promise<CommandResult>;
  /** Asks for what is not in the snapshot. */
  ask<Type extends QueryType>(query: QueryOf<Type>): Promise<QueryResult<Type>>;
  report(report: WindowReport): void;
  /** Levels of the call that is up, about ten times a second; for the call window. */
  onLevels(listener: (levels: Levels) => void): () => void;
  /** The user asked the window frame to close while a call is up; for the call window. */
  onCloseRequest(listener: () => void): () => void;
  /** The user asked for a page from outside the window, such as the tray; for the main window. */
  onPageRequest(listener: (page: PageRequest) => void): () => void;
}

/** Names of the IPC channels. `subscribe*`, `command` and `query` are asked and answered; the others go one way. */
export const channels = {
  command: 'switchhook:command',
  query: 'switchhook:query',
  subscribe: 'switchhook:subscribe',
  view: 'switchhook:view',
  windowReport: 'switchhook:window-report',
  levels: 'switchhook:levels',
  closeRequest: 'switchhook:close-request',
  pageRequest: 'switchhook:page-request',
  collectGarbage: 'switchhook:collect-garbage',
  subscribeMedia: 'switchhook:subscribe-media',
  mediaView: 'switchhook:media-view',
  mediaReport: 'switchhook:media-report',
  subscribePictures: 'switchhook:subscribe-pictures',
  picturesView: 'switchhook:pictures-view',
  pictureReport: 'switchhook:picture-report',
} as const;
