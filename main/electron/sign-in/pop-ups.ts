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
export function refusedPopUp(url: string): { readonly message: string; readonly detail: string } {
  const isSecure = /^https:\/\//i.test(url);
  return {
    message: 'The sign-in page wanted to open a window that could not be shown.',
    detail: `${isSecure ? '' : 'Sign-in pages can open secure addresses only (https). '}If you cannot go on, choose another way to confirm it is you, such as a code or a call, or ask your administrator.${named(url)}`,
  };
}

/** By its site alone: the rest may hold secrets. */
function named(url: string): string {
  const site =
    /^([a-z][a-z0-9+.-]*:\/\/[^/?#\\@\s]{1,80})(?:[/?#]|$)/i.exec(url)?.[1] ?? /^([a-z][a-z0-9+.-]*:)/i.exec(url)?.[1];
  return site === undefined || site === 'about:' ? '' : `\n\nThe window was of ${site}`;
}
