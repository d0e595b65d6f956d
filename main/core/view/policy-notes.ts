import type { NoteView, Words } from '../../../preload/contract/index.ts';
import type { Model } from '../model.ts';

/** What the user should know of the administrator's settings. */
export function policyNotes({ policyBroken }: Pick<Model, 'policyBroken'>, { say }: Words): readonly NoteView[] {
  if (!policyBroken) return [];
  return [{ id: 'policy', kind: 'warning', title: say('note.policy.title'), help: say('note.policy.help') }];
}
