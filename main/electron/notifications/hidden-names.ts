import type { AppView, Words } from '../../../preload/contract/index.ts';
import type { Notice } from './notices.ts';

/** What stands in the place of who it is and what it says, by the kind of notice. An alert names nobody. */
const unnamed = {
  ring: ['notice.hidden.ringing', 'notice.hidden.ringing-help'],
  missed: ['notice.hidden.missed', 'notice.hidden.missed-help'],
  message: ['notice.hidden.message', 'notice.hidden.message-help'],
  device: ['notice.hidden.call', 'notice.hidden.message-help'],
} as const;

/**
 * A notice as the user wants it to be read by whoever sees the screen. With names hidden there is nothing to reply to either: what was
 * written cannot be read there. One that names nobody stays.
 */
export function asWanted(notice: Notice, view: Pick<AppView, 'settings' | 'calls'>, { say }: Words): Notice {
  const { kind, actions } = notice;
  if (view.settings.namesInNotices === 'show' || kind === 'alert' || !namesSomebody(notice, view)) return notice;
  const [title, body] = unnamed[kind];
  return { ...notice, title: say(title), body: say(body), actions: actions.filter(({ key }) => key !== 'reply') };
}

/** What is told of several together counts them. What is told of a call that is up may be about a device alone. */
function namesSomebody({ kind, callId, threadId, title, body }: Notice, { calls }: Pick<AppView, 'calls'>): boolean {
  if (kind !== 'device') return callId !== '' || threadId !== undefined;
  const names = calls.flatMap(({ party }) => [party.label, ...(party.number === null ? [] : [party.number])]);
  return names.some((name) => title.includes(name) || body.includes(name));
}
