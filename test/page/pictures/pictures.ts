import { callPictures } from './call-pictures.ts';
import { diagnosticsPictures, mainPictures } from './main-pictures.ts';
import { messagesPictures } from './messages-pictures.ts';
import { ownPictures } from './own-pictures.ts';
import { palettePictures } from './palette-pictures.ts';
import { phonePictures } from './phone-pictures.ts';
import type { Picture } from './picture.ts';
import { qualityPictures } from './quality-pictures.ts';
import { quitPictures } from './quit-pictures.ts';
import { ringPictures } from './ring-pictures.ts';
import { updatePictures } from './update-pictures.ts';

/** Every state worth looking at. */
export const pictures: readonly Picture[] = [
  ...ringPictures,
  ...updatePictures,
  ...callPictures,
  ...phonePictures,
  ...mainPictures,
  ...ownPictures,
  ...messagesPictures,
  ...palettePictures,
  ...diagnosticsPictures,
  ...qualityPictures,
  ...quitPictures,
];
