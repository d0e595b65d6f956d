import { contextBridge, ipcRenderer } from 'electron';

ipcRenderer.on('word', (_event, word: string) => {
  document.body.textContent = word;
});
contextBridge.exposeInMainWorld('answer', () => ipcRenderer.send('answer'));
