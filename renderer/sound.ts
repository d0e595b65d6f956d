import type {} from './bridge.ts';
import { startSound } from './media/index.ts';

/** The sound window. Its page is empty and stays so. */
startSound(window.sound);
