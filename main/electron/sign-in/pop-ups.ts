import type { Words } from '../../../preload/contract/index.ts';

/** A window that a page wants to open, as Electron tells it. */
export interface WantedPopUp {
  readonly url: string;
  /** `new-window` where the page gives it a size or a place, as pop-ups have. */
  readonly disposition: string;
}

/** Whether it is shown: an https page, or an empty pop-up, which pages fill in a moment later. */
export function showsPopUp({ url, disposition }: WantedPopUp): boolean {
  if (url === 'about:blank' || url === '') return disposition === 'new-window';
  return /^https:\/\//i.test(url);
}

/** What to say where it is not. */
export function refusedPopUp(url: string, { say }: Words): { readonly message: string; readonly detail: string } {
  const isSecure = /^https:\/\//i.test(url);
  const site = siteOf(url);
  const help = say(isSecure ? 'sign-in-page.other-way' : 'sign-in-page.only-secure');
  return {
    message: say('sign-in-page.no-window'),
    detail: site === null ? help : `${help}\n\n${say('sign-in-page.window-of', { site })}`,
  };
}

/** The rest of an address may hold secrets. */
function siteOf(url: string): string | null {
  const site =
    /^([a-z][a-z0-9+.-]*:\/\/[^/?#\\@\s]{1,80})(?:[/?#]|$)/i.exec(url)?.[1] ?? /^([a-z][a-z0-9+.-]*:)/i.exec(url)?.[1];
  return site === undefined || site === 'about:' ? null : site;
}
