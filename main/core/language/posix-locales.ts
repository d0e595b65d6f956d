/** What a session on Linux or another Unix wants: languages, best first, and locales for dates and for numbers; by BCP 47. */
export interface WantedLocales {
  readonly languages: readonly string[];
  readonly time: string;
  readonly numeric: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The language of POSIX's own locale. */
const plain = 'en-US';

/**
 * Reads them from the environment as the C library and gettext do (POSIX Base Definitions, section 8.2; the gettext manual,
 * section 2.3.3): LC_ALL before the category's own, before LANG; LANGUAGE is a list that goes before the messages' locale, but
 * not where that is POSIX's own.
 */
export function posixLocales(env: Environment): WantedLocales {
  const messages = category(env, 'LC_MESSAGES');
  const listed = messages === null ? [] : (env.LANGUAGE ?? '').split(':');
  const languages = [...listed, messages ?? ''].flatMap((name) => fromPosix(name) ?? []);
  return {
    languages: languages.length === 0 ? [plain] : languages,
    time: fromPosix(category(env, 'LC_TIME') ?? '') ?? plain,
    numeric: fromPosix(category(env, 'LC_NUMERIC') ?? '') ?? plain,
  };
}

/** The locale of a category, as the environment names it; null for POSIX's own. */
function category(env: Environment, name: string): string | null {
  // An empty one is as none.
  const value = env.LC_ALL || env[name] || env.LANG || 'C';
  return /^(C|POSIX)(\.|$)/.test(value) ? null : value;
}

/** Scripts as the modifiers of the C library's locales name them. */
const scripts: Readonly<Record<string, string>> = { latin: 'Latn', cyrillic: 'Cyrl', devanagari: 'Deva' };

/** Such as de-DE for de_DE.UTF-8@euro, sr-Latn-RS for sr_RS@latin; null for what is no locale. */
function fromPosix(name: string): string | null {
  const [, language = '', modifier = ''] = /^([^.@]+)(?:\.[^@]*)?(?:@(.*))?$/.exec(name) ?? [];
  const [first = '', ...rest] = language.split(/[_-]/);
  const script = scripts[modifier.toLowerCase()];
  try {
    return new Intl.Locale([first, ...(script === undefined ? [] : [script]), ...rest].join('-')).toString();
  } catch {
    return null;
  }
}
