import { view } from '../../views/samples.ts';
import type { Picture } from './picture.ts';

export const quitPictures: readonly Picture[] = [
  { name: 'quit', window: 'quit', width: 360, focus: true, view: view() },
  { name: 'quit-200', window: 'quit', width: 560, text: 200, focus: true, view: view() },
  { name: 'quit-forced', window: 'quit', width: 360, forced: true, focus: true, view: view() },
];
