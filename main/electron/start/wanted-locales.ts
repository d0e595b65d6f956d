import type { App } from 'electron';
import { posixLocales, type WantedLocales } from '../../core/language/posix-locales.ts';

type SystemLocales = Pick<App, 'getLocale' | 'getPreferredSystemLanguages'> & Partial<Pick<App, 'getSystemLocale'>>;

/** The languages and the formats that the user chose for the system. On Linux Electron knows neither, but the environment does. */
export function wantedLocales(
  app: SystemLocales,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): WantedLocales {
  if (platform !== 'win32' && platform !== 'darwin') return posixLocales(env);
  // What the region is written in; Electron has it since 22.
  const region = app.getSystemLocale?.() || app.getLocale();
  return { languages: app.getPreferredSystemLanguages(), time: region, numeric: region };
}
