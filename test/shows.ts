import type { Phone } from '../main/core/phone.ts';
import type { AppView } from '../preload/contract/index.ts';

export interface ShowsOptions {
  readonly withinMs?: number;
  /** What is said besides where it never does. */
  readonly told?: () => string;
}

/** Resolves with the view of the first moment at which it fits; rejects where there is none in time. */
export function shows(
  phone: Phone,
  fits: (view: AppView) => boolean,
  what: string,
  { withinMs = 30_000, told = () => '' }: ShowsOptions = {},
): Promise<AppView> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const view = phone.view();
      if (!fits(view)) return;
      clearTimeout(deadline);
      end();
      resolve(view);
    };
    const deadline = setTimeout(() => {
      end();
      reject(new Error(`the view never showed ${what}${told()}`));
    }, withinMs);
    const end = phone.subscribe(look);
    look();
  });
}
