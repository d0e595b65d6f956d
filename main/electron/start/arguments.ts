/** One argument of the command line, as Chromium takes it. */
export type Argument =
  | { readonly kind: 'switch'; readonly name: string; readonly value: string | null; readonly written: string }
  /** Everything else, such as an address; `isDisguised`: it would be a switch for whoever trims more, or knows more hyphens. */
  | { readonly kind: 'loose'; readonly value: string; readonly isDisguised: boolean };

export interface Arguments {
  /** Up to a double hyphen that stands alone. */
  readonly before: readonly Argument[];
  /** Behind it, where Chromium takes nothing for a switch. */
  readonly behind: readonly Argument[];
}

/**
 * Reads `process.argv` as Chromium does (`CommandLine::AppendSwitchesAndArguments` in base/command_line.cc): it trims each argument,
 * takes one hyphen like two, and on Windows a slash too, and any case. Read from there, because Chromium's own copy has
 * lost the case in newer Electrons.
 */
export function readArguments(argv: readonly string[], platform: NodeJS.Platform): Arguments {
  const all = argv.slice(1).map((text) => trimmed(text, platform));
  const end = all.indexOf('--');
  const read = (text: string): Argument => readArgument(text, platform);
  if (end === -1) return { before: all.map(read), behind: [] };
  return { before: all.slice(0, end).map(read), behind: all.slice(end + 1).map(read) };
}

/** On Windows every blank of Unicode, elsewhere those of ASCII. */
function trimmed(text: string, platform: NodeJS.Platform): string {
  return platform === 'win32' ? text.trim() : text.replace(/^[\t-\r ]+|[\t-\r ]+$/g, '');
}

function readArgument(text: string, platform: NodeJS.Platform): Argument {
  const windows = platform === 'win32';
  const [, prefix] = (windows ? /^(--(?=.)|-(?=[^-])|\/(?=.))/s : /^(--(?=.)|-(?=[^-]))/s).exec(text) ?? [];
  if (prefix === undefined) return { kind: 'loose', value: text, isDisguised: text !== '--' && disguise.test(text) };
  const [written = ''] = text.split('=', 1);
  const name = written.slice(prefix.length);
  const value = written.length === text.length ? null : text.slice(written.length + 1);
  return { kind: 'switch', name: windows ? name.toLowerCase() : name, value, written };
}

/** Blanks, marks that show nothing, and whatever looks like a hyphen. */
const disguise = /^[\p{Z}\p{C}]*[\p{Pd}\u2212]./su;
