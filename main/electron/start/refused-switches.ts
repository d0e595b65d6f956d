import { type Argument, readArguments } from './arguments.ts';

/** What a switch may be set to; `null` where it takes no value. */
type Values = RegExp | null;

/** The app's own; their values are looked at by {@link parseSwitches}. */
const own: Readonly<Record<string, Values>> = {
  'user-data-dir': /^/,
  'discovery-url': /^/,
  'extra-ca': /^/,
  server: /^/,
  hidden: /^/,
  json: null,
  help: null,
  version: null,
};

/** By their names; the manual and the completion of shells have them too. */
export const ownSwitches: readonly string[] = Object.keys(own);

/** Features that people switch on so that windows look right on Wayland. */
const feature =
  '(UseOzonePlatform|WaylandWindowDecorations|WaylandFractionalScaleV1|WaylandLinuxDrmSyncobj|WaylandTextInputV3)';

/** What people write into desktop files to have windows drawn as they need them. */
const ofTheDesktop: Readonly<Record<string, Values>> = {
  'ozone-platform': /^(x11|wayland)$/,
  'ozone-platform-hint': /^(auto|x11|wayland)$/,
  'enable-features': new RegExp(`^${feature}(,${feature})*$`),
  'disable-features': new RegExp(`^${feature}(,${feature})*$`),
  'enable-wayland-ime': null,
  'wayland-text-input-version': /^[13]$/,
  'gtk-version': /^[34]$/,
  'force-device-scale-factor': /^\d(\.\d{1,3})?$/,
  'disable-gpu': null,
};

const known: ReadonlyMap<string, Values> = new Map([...Object.entries(own), ...Object.entries(ofTheDesktop)]);

/**
 * The first argument that a release build refuses; null if it may start. Chromium, Electron and Node know some two thousand
 * switches, more with each version, and many of them open the app to others: so only those of the lists above are taken.
 * Behind a double hyphen there are no switches, and nothing that looks like one is taken there either.
 *
 * What acts before any code of the app's runs, such as a log file, has acted by then; there is no session yet that it could show.
 * `ELECTRON_RUN_AS_NODE`, `NODE_OPTIONS` and `--inspect` are besides switched off by fuses.
 */
export function refusedSwitch(argv: readonly string[], platform: NodeJS.Platform): string | null {
  const { before, behind } = readArguments(argv, platform);
  const refused = before.find((argument) => !isTaken(argument)) ?? behind.find(looksLikeSwitch);
  if (refused === undefined) return null;
  return refused.kind === 'switch' ? refused.written : refused.value.split('=', 1)[0] || refused.value;
}

function isTaken(argument: Argument): boolean {
  if (argument.kind === 'loose') return !argument.isDisguised;
  const values = known.get(argument.name);
  if (values === undefined) return false;
  return values === null ? argument.value === null : values.test(argument.value ?? '');
}

function looksLikeSwitch(argument: Argument): boolean {
  return argument.kind === 'switch' || argument.isDisguised;
}
