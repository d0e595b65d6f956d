import { contextBridge, ipcRenderer } from 'electron';
import {
  type AppView,
  type CommandResult,
  channels,
  type Levels,
  type PageRequest,
  type PhoneApi,
  type QueryOf,
  type QueryResult,
  type QueryType,
} from './contract/index.ts';
import { collectGarbageWhenTold, listen } from './listen.ts';
import { followSnapshots } from './snapshots.ts';

/** The bridge of every window that draws. */
const phone: PhoneApi = {
  subscribe: followSnapshots<AppView>({
    ask: () => ipcRenderer.invoke(channels.subscribe) as Promise<Partial<AppView> | null>,
    onNext: (next) => listen<Partial<AppView>>(channels.view, next),
  }),
  send: (command) => ipcRenderer.invoke(channels.command, command).catch(() => unavailable) as Promise<CommandResult>,
  ask: <Type extends QueryType>(query: QueryOf<Type>) =>
    ipcRenderer.invoke(channels.query, query).catch(() => unavailable) as Promise<QueryResult<Type>>,
  report: (report) => ipcRenderer.send(channels.windowReport, report),
  onLevels: (listener) => listen<Levels>(channels.levels, listener),
  onCloseRequest: (listener) => listen<void>(channels.closeRequest, () => listener()),
  onPageRequest: followPageRequests(),
};

const unavailable = { ok: false, refusal: 'unavailable' } as const;

/** A window that was made for a page is asked for it before it draws anything that could listen: the last such request waits. */
function followPageRequests(): PhoneApi['onPageRequest'] {
  let listener: ((page: PageRequest) => void) | null = null;
  let waiting: PageRequest | null = null;
  listen<PageRequest>(channels.pageRequest, (page) => {
    if (listener === null) waiting = page;
    else listener(page);
  });
  return (next) => {
    listener = next;
    if (waiting !== null) next(waiting);
    waiting = null;
    return () => {
      if (listener === next) listener = null;
    };
  };
}

collectGarbageWhenTold();
contextBridge.exposeInMainWorld('phone', phone);
