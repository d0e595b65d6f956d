import { dialog } from 'electron';

/** Asks whether to quit although calls ring here. Escape and Enter keep the app running. */
export async function wantsToQuit(): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Switchhook',
    message: 'Quit Switchhook?',
    detail: 'Calls will not ring on this computer.',
    buttons: ['Quit', 'Keep running'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}
