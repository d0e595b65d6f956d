import { type Entry, type MessagesModel, type Thread, unreadOf } from './state.ts';

/**
 * What is left where the organization does not let messages be kept: of a conversation that is over, and that the user has read and turned
 * away from, nothing but what is under way or was not delivered. A thread with nothing in it goes too.
 */
export function withoutUnkept(model: MessagesModel): MessagesModel {
  if (model.means.keeps || !model.threads.some((thread) => isForgotten(thread, model))) return model;
  const threads = model.threads.flatMap((thread) => {
    if (!isForgotten(thread, model)) return [thread];
    const entries = thread.entries.filter(isUnsettled);
    return entries.length === 0 && thread.draft === '' ? [] : [{ ...thread, entries, past: [] }];
  });
  return { ...model, threads };
}

function isForgotten(thread: Thread, { looking }: MessagesModel): boolean {
  const isOver = thread.conversation === null && thread.pending === null;
  return isOver && thread.id !== looking && unreadOf(thread) === 0 && thread.entries.some((one) => !isUnsettled(one));
}

function isUnsettled({ delivery }: Entry): boolean {
  return delivery === 'waiting' || delivery === 'sending' || delivery === 'failed';
}
