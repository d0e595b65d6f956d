import type { NoteView, Words } from '../../../preload/contract/index.ts';
import type { Model } from '../model.ts';

/** What the user should know of the administrator's settings. */
export function policyNotes({ policy }: Pick<Model, 'policy'>, { say }: Words): readonly NoteView[] {
  // A key of a later version is nothing that the user could see.
  if (policy.refused.every(({ why }) => why === 'unknown-key')) return [];
  return [{ id: 'policy', kind: 'warning', title: say('note.policy.title'), help: say('note.policy.help') }];
}
