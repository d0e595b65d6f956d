/** A cookie as far as it tells whether a page left something. */
export interface LeftCookie {
  readonly name: string;
  readonly value: string;
}

/** Watches a sign-in page's loads, and says which of them is the end of the sign-in. */
export interface PassiveProgress {
  /** A document of the main frame has loaded; `cookies` are those for the origin that waits. True once it is over. */
  loaded(url: string, status: number, cookies: readonly LeftCookie[]): boolean;
  /** The main frame went to an address, be it by a redirect. */
  passedThrough(url: string): void;
}

/**
 * A passive sign-in is over when the page is back at `origin` and has left cookies there: after it had been at the
 * organization's own host, or, where that is the same host, after the cookies changed with a later page.
 */
export function createPassiveProgress(origin: string): PassiveProgress {
  let wasElsewhere = false;
  let before: string | null = null;
  const isThere = (url: string): boolean => new URL(url).origin === origin;
  /** An empty pop-up is nowhere. */
  const isPlace = (url: string): boolean => url.startsWith('https:');
  return {
    passedThrough(url) {
      if (isPlace(url) && !isThere(url)) wasElsewhere = true;
    },
    loaded(url, status, cookies) {
      if (!isPlace(url)) return false;
      if (!isThere(url)) {
        wasElsewhere = true;
        return false;
      }
      const print = JSON.stringify(cookies.map(({ name, value }) => `${name}=${value}`).sort());
      const changed = before !== null && before !== print;
      before = print;
      return status < 400 && cookies.length > 0 && (wasElsewhere || changed);
    },
  };
}
