import type { NoteView } from '../../../preload/contract/index.ts';
import type { Model } from '../model.ts';

/** What the user should know of the administrator's settings. */
export function policyNotes({ policyBroken }: Pick<Model, 'policyBroken'>): readonly NoteView[] {
  if (!policyBroken) return [];
  return [
    {
      id: 'policy',
      kind: 'warning',
      title: 'Your administrator’s settings for Switchhook could not be read.',
      help: 'Tell your administrator. Until then Switchhook goes without what is wrong in them.',
    },
  ];
}
