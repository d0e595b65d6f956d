/**
 * The first of the wanted languages that there is, as it is written where the user is: Portuguese of Brazil before that of
 * Portugal for somebody in Brazil, and no Chinese in the other script. Null where none is there. All by BCP 47; what is none is passed over.
 */
export function bestFit(wanted: readonly string[], available: readonly string[]): string | null {
  for (const tag of wanted) {
    const locale = localeOf(tag);
    const fit = locale === null ? null : fitFor(locale, available);
    if (fit !== null) return fit;
  }
  return null;
}

function fitFor(wanted: Intl.Locale, available: readonly string[]): string | null {
  const readable = available.filter((tag) => {
    const there = localeOf(tag);
    return there !== null && there.language === wanted.language && there.script === wanted.script;
  });
  const near = readable.find((tag) => localeOf(tag)?.region === wanted.region);
  return near ?? readable[0] ?? null;
}

/** With the script and the region that it most likely has where it names none; null for what is no locale. */
export function localeOf(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    return null;
  }
}
