import type { LoopEnd, RecreateReason } from '../channel/loop-end.ts';

/**
 * Why the application is to be made anew without the user: also where the server ended it while this computer slept, because a phone
 * that is dead without a word is worse than one sign-in more.
 */
export function reasonToRecreate(end: LoopEnd): RecreateReason | null {
  if (end.kind === 'recreate') return end.why;
  return end.kind === 'gone' && end.afterSleep ? 'gone' : null;
}

/** The application is there, has what rings, and is left all the same. */
export function isUseless(why: RecreateReason): boolean {
  return why === 'full' || why === 'unreadable' || why === 'silent' || why === 'failed';
}

/** Also where its channel was refused for so long that another one may do better. */
export function isStillThere(end: LoopEnd): boolean {
  return end.kind === 'recreate' && (isUseless(end.why) || (end.why === 'lapsed' && end.refused !== undefined));
}
