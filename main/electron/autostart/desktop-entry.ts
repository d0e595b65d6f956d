/** What decides whether a desktop starts an entry of its autostart folder (Desktop Application Autostart Specification). */
export interface AutostartEntry {
  /** Words of its command. */
  readonly command: readonly string[];
  /** The user, or a desktop in their name, turned it off. */
  readonly hidden: boolean;
  readonly onlyShowIn: readonly string[];
  readonly notShowIn: readonly string[];
}

/** Of files of others, so much is read, in characters. */
const longestEntry = 64 * 1024;

/** Null where it is no entry of a program. */
export function readEntry(text: string): AutostartEntry | null {
  const values = new Map<string, string>();
  let inGroup = false;
  for (const line of text.slice(0, longestEntry).split(/\r?\n/)) {
    if (line.startsWith('[')) inGroup = line.trim() === '[Desktop Entry]';
    const [, key, value] = /^([A-Za-z0-9-]+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (inGroup && key !== undefined && value !== undefined) values.set(key, value.trim());
  }
  const exec = values.get('Exec');
  const hidden = values.get('Hidden') === 'true' || values.get('X-GNOME-Autostart-enabled') === 'false';
  if (exec === undefined && !hidden) return null;
  const list = (key: string) => (values.get(key) ?? '').split(';').filter((one) => one !== '');
  return {
    command: wordsOf(exec ?? ''),
    hidden,
    onlyShowIn: list('OnlyShowIn'),
    notShowIn: list('NotShowIn'),
  };
}

/** One that starts the command, or one that hides an entry of the same name which the system has. */
export function writeEntry(command: readonly string[] | null): string {
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Switchhook',
    ...(command === null ? ['Hidden=true'] : [`Exec=${execOf(command)}`, 'Icon=org.switchhook.Switchhook']),
    'Terminal=false',
    'StartupNotify=false',
  ];
  return `${lines.join('\n')}\n`;
}

/** Each word in quotes; a percent sign would be a field code. The value itself is a string, in which backslashes count once more. */
export function execOf(command: readonly string[]): string {
  return command
    .map((word) => `"${word.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`)
    .join(' ')
    .replaceAll('\\', '\\\\');
}

function wordsOf(value: string): readonly string[] {
  const text = value.replaceAll('\\\\', '\\');
  const words = text.match(/"(?:[^"\\]|\\.)*"|[^\s"]+/g) ?? [];
  return words
    .map((word) => (word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word))
    .filter((word) => !/^%[a-zA-Z]$/.test(word))
    .map((word) => word.replaceAll('%%', '%'));
}
