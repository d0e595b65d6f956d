import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser';
import { type Messages, parsed } from '../words/catalogue.ts';

/** What is said where something is wrong, and what is said to do about it. */
interface Row {
  readonly says: string;
  readonly help: string;
}

/** Checks whose advice is not called as what they found. */
const advice: Readonly<Record<string, string>> = {
  'check.server.not-connected': 'check.keeps-trying',
  'check.server.quiet': 'check.keeps-trying',
  'check.server.silent': 'check.keeps-trying',
  'check.server.signed-out': 'check.sign-in-for-calls',
  'check.sign-in.none': 'check.sign-in-for-calls',
  'check.forwarding.at-once': 'check.forwarding.fix',
  'check.do-not-disturb.on': 'check.do-not-disturb.fix',
  'check.ring-device.replaced': 'check.plug-in-or-choose',
  'check.microphone.replaced': 'check.plug-in-or-choose',
  'check.notifications.missing': 'check.notifications.start',
  'check.notifications.silent-at': 'check.notifications.start',
  'check.shortcuts.focus-only': 'check.shortcuts.bind-fix',
  'check.shortcuts.no-keys': 'check.shortcuts.bind-fix',
};

/** Where nothing is wrong, or nothing is known yet; and what is part of another message, or the words of a button. */
export const sayNothingWrong: ReadonlySet<string> = new Set([
  ...['check.choose-device', 'check.try-again', 'check.try-now', 'check.not-looked-for', 'check.waits-for-server'],
  ...['check.do-not-disturb.available', 'check.do-not-disturb.off'],
  ...['check.forwarding.none', 'check.forwarding.not-offered', 'check.forwarding.unreadable'],
  ...['check.keychain.not-used', 'check.keychain.works', 'check.microphone.allowed'],
  ...['check.notifications.answers', 'check.notifications.shown'],
  ...['check.pop-up.appeared', 'check.pop-up.appeared-xwayland', 'check.pop-up.not-made'],
  ...['check.pop-up.ready', 'check.pop-up.ready-xwayland', 'check.shortcuts.ordered', 'check.shortcuts.see-commands'],
  ...['check.registration.full', 'check.registration.full-since'],
  ...['check.registration.partly', 'check.registration.partly-since'],
  ...['check.relay.not-offered', 'check.relay.offered', 'check.relay.reached', 'check.ring-device.played'],
  ...['check.server.last-word', 'check.server.open', 'check.server.unheard'],
  ...['check.shortcuts.answer', 'check.shortcuts.decline', 'check.shortcuts.hang-up', 'check.shortcuts.mute'],
  ...[
    'check.shortcuts.show-call',
    'check.shortcuts.not-set',
    'check.shortcuts.removed',
    'check.shortcuts.set',
    'check.shortcuts.works',
  ],
  ...['check.silence.off', 'check.sign-in.renews', 'check.sign-in.there', 'check.tray.shown'],
  'check.voice-networks.inside',
]);

const begin = `# When something is wrong

What Switchhook says, and what helps. The page Diagnostics in the app ("Will I ring?") has the same sentences with names and times in the place of "…".
Nothing here needs an administrator unless it says so.

Where calls should ring and do not:

1. Open Diagnostics. The sentence at its top says whether calls ring here, and the first check with a warning says why not.
2. Press Ring me now. It rings as a call would, by each path, and says which worked.
3. Press Export diagnostics, and give the file to whoever helps you. It has no names, numbers, passwords or addresses in it.

Where nothing below helps, quit Switchhook, start it again, and sign in anew.`;

/** docs/trouble.md: all that the app can say is wrong, made of its catalogue. */
export function troublePage(messages: Messages): string {
  const sections = [begin, '## What the checks find', ...checkSections(messages)];
  const problems = titled(messages, 'problem');
  const notes = titled(messages, 'note');
  return `${[
    ...sections,
    '## Signing in, and staying signed in',
    table(problems),
    '## Notes in the windows',
    table(notes),
    '## Updates',
    'What Settings, Updates says where no newer version was taken:',
    updateProblems(messages),
  ].join('\n\n')}\n`;
}

/** The findings of the checks that are not well, each with its advice, by the id of its message. */
export function findings(messages: Messages): ReadonlyMap<string, string> {
  const ids = Object.keys(messages).filter((id) => /^check\.[a-z-]+\.[a-z-]+$/.test(id) && !isPart(id));
  return new Map(
    ids.flatMap((id) => {
      const fix = advice[id] ?? `${id}-fix`;
      return fix in messages ? [[id, fix] as const] : [];
    }),
  );
}

function isPart(id: string): boolean {
  return /(?:\.title|[.-]fix)$/.test(id);
}

function checkSections(messages: Messages): readonly string[] {
  const found = [...findings(messages)];
  const checks = Object.keys(messages).flatMap((id) => /^check\.([a-z-]+)\.title$/.exec(id)?.[1] ?? []);
  return checks.flatMap((check) => {
    const rows = found.filter(([id]) => id.startsWith(`check.${check}.`));
    const written = rows.map(([id, fix]) => ({ says: plain(messages[id] ?? ''), help: plain(messages[fix] ?? '') }));
    return rows.length === 0 ? [] : [`### ${plain(messages[`check.${check}.title`] ?? '')}`, table(written)];
  });
}

/** What has a title and a help, in the order of the titles. */
function titled(messages: Messages, slice: string): readonly Row[] {
  const rows = Object.keys(messages).flatMap((id) => {
    const name = new RegExp(`^(${slice}\\..+)\\.title$`).exec(id)?.[1];
    const help = name === undefined ? undefined : messages[`${name}.help`];
    return help === undefined ? [] : [{ says: plain(messages[id] ?? ''), help: plain(help) }];
  });
  return rows.sort((one, other) => one.says.localeCompare(other.says, 'en'));
}

/** Each says what to do as well. */
function updateProblems(messages: Messages): string {
  const ids = Object.keys(messages).filter((id) => /^updates\.problem\./.test(id));
  return ids.map((id) => `- ${plain(messages[id] ?? '')}`).join('\n');
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ says, help }) => `| ${cell(says)} | ${cell(help)} |`);
  return ['| it says | what helps |', '| --- | --- |', ...new Set(lines)].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('*', '\\*').replaceAll('<', '\\<');
}

/** A message with "…" for each value, in its usual form. */
export function plain(message: string): string {
  return said(parsed(message)).replace(/\s+/g, ' ').trim();
}

function said(elements: readonly MessageFormatElement[]): string {
  return elements
    .map((element) => {
      switch (element.type) {
        case TYPE.literal:
          return element.value;
        case TYPE.select:
        case TYPE.plural: {
          const { yes, other } = element.options;
          return said((yes ?? other)?.value ?? []);
        }
        default:
          return '…';
      }
    })
    .join('');
}
