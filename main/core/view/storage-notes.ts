import type { NoteView } from '../../../preload/contract/index.ts';
import type { DesktopFacts, Unsaved } from '../health/state.ts';

/** What the user should know of a disk on which nothing can be kept. */
export function storageNotes({ unsaved }: Pick<DesktopFacts, 'unsaved'>): readonly NoteView[] {
  if (unsaved === null) return [];
  return [
    {
      id: 'storage',
      kind: 'warning',
      title: titles[unsaved],
      help: `Calls ring as ever, but what is new in the history and the settings is lost when you quit. ${ways[unsaved]}`,
    },
  ];
}

const titles: Readonly<Record<Exclude<Unsaved, null>, string>> = {
  full: 'The disk is full: Switchhook cannot save anything.',
  forbidden: 'Switchhook may not write in its own folder.',
  failed: 'Switchhook cannot save anything on this computer.',
};

const ways: Readonly<Record<Exclude<Unsaved, null>, string>> = {
  full: 'Make room; Switchhook then saves it by itself.',
  forbidden: 'Ask whoever looks after this computer to let you write there.',
  failed: 'It tries again by itself; what is wrong is in the log of the diagnostics.',
};
