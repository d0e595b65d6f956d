import type {} from './bridge.ts';
import { startPictures } from './pictures/index.ts';

/** The page of pictures in the call window. */
startPictures(window.pictures, document.body);
