import { contextBridge, ipcRenderer } from 'electron';
import { channels, type PicturesApi, type PicturesView } from './contract/index.ts';
import { listen } from './listen.ts';
import { followSnapshots } from './snapshots.ts';

/** The bridge of the page of pictures: it can be told which to show, and tell what came of it. */
const pictures: PicturesApi = {
  subscribe: followSnapshots<PicturesView>({
    ask: () => ipcRenderer.invoke(channels.subscribePictures) as Promise<Partial<PicturesView> | null>,
    onNext: (next) => listen<Partial<PicturesView>>(channels.picturesView, next),
  }),
  report: (report) => ipcRenderer.send(channels.pictureReport, report),
};

contextBridge.exposeInMainWorld('pictures', pictures);
