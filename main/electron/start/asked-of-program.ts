import { readArguments } from './arguments.ts';

const help = `Usage: switchhook [OPTION...] [LINK]
       switchhook [--user-data-dir=DIR] ORDER [ARGUMENT]

Takes and places calls of Skype for Business Server. A link (tel:, callto:, sip:, sips:) goes into the box to dial in.

Orders for the app that runs:
  answer, decline, silence   the call that rings longest
  hangup, mute, unmute       the call that is up
  hold, resume, show
  dial NUMBER                puts it into the box to dial in; calls nobody
  status [--json]            whether calls ring here, and the calls there are

Options:
  --hidden                   starts in the tray, without a window
  --server=DOMAIN            the domain to sign in at
  --discovery-url=URL        asks this address for the server
  --extra-ca=FILE            trusts the authorities in a PEM file too
  --user-data-dir=DIR        keeps settings, history and logs there
  --help, --version
`;

/** What the program prints about itself, instead of starting; null where it was not asked. */
export function askedOfProgram(
  argv: readonly string[],
  version: string,
  platform: NodeJS.Platform = process.platform,
): string | null {
  const { before } = readArguments(argv, platform);
  const names = before.flatMap((argument) => (argument.kind === 'switch' ? [argument.name] : []));
  if (names.includes('help')) return help;
  return names.includes('version') ? `Switchhook ${version}\n` : null;
}
