import type { MessagesEffect } from './effect.ts';
import type { MessagesModel } from './state.ts';

/** What an event comes to. */
export interface Step {
  readonly model: MessagesModel;
  readonly effects: readonly MessagesEffect[];
}

export function still(model: MessagesModel): Step {
  return { model, effects: [] };
}

/** One step after another. */
export function then({ model, effects }: Step, next: (model: MessagesModel) => Step): Step {
  const step = next(model);
  return { model: step.model, effects: [...effects, ...step.effects] };
}
