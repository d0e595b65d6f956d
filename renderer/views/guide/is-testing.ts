import type { AppView } from '../../../preload/contract/index.ts';

/** The call to oneself goes on, and has the microphone. */
export function isTesting({ quality }: Pick<AppView, 'quality'>): boolean {
  return quality.test?.state === 'connecting' || quality.test?.state === 'talking';
}
