import { contextBridge, ipcRenderer } from 'electron';
import { channels, type SoundApi, type SoundView } from './contract/index.ts';
import { collectGarbageWhenTold, listen } from './listen.ts';
import { followSnapshots } from './snapshots.ts';

/** The bridge of the sound window: it can be told what to do with sound, and tell what came of it. */
const sound: SoundApi = {
  subscribe: followSnapshots<SoundView>({
    ask: () => ipcRenderer.invoke(channels.subscribeMedia) as Promise<Partial<SoundView> | null>,
    onNext: (next) => listen<Partial<SoundView>>(channels.mediaView, next),
  }),
  report: (report) => ipcRenderer.send(channels.mediaReport, report),
};

collectGarbageWhenTold();
contextBridge.exposeInMainWorld('sound', sound);
