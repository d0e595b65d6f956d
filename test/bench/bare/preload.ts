import { contextBridge, ipcRenderer } from 'electron';

ipcRenderer.on('card', (_event, html: string) => {
  document.body.innerHTML = html;
});
contextBridge.exposeInMainWorld('answer', () => ipcRenderer.send('answer'));
