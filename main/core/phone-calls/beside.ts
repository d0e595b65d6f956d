import type { CallAction, NoteView, Words } from '../../../preload/contract/index.ts';
import { endingWords } from '../calls/endings.ts';
import type { Call } from '../calls/state.ts';
import { mayGoOnByPhone } from './commands.ts';
import { numberOf } from './project.ts';
import { isPending, type PhoneCalls } from './state.ts';

/** What the user should know, beside a call of this computer, of the telephone that rang or rings for it. */
export function phoneNotes(callId: string, phoneCalls: PhoneCalls, words: Words): readonly NoteView[] {
  const mine = phoneCalls.filter((call) => call.of === callId && call.origin !== 'rung').at(-1);
  if (mine === undefined) return [];
  const { say } = words;
  if (mine.origin === 'moved' && isPending(mine)) {
    const number = numberOf(mine.ownNumber, words);
    const title = number === null ? say('note.own-phone-rings.title') : say('note.own-phone-rings.named', { number });
    return [{ id: 'own-phone', kind: 'info', title, help: say('note.own-phone-rings.help') }];
  }
  const reason = mine.ending?.reason;
  if (!mine.shown || reason === undefined || !reason.startsWith('phone-')) return [];
  const { title, help } = endingWords({ reason, by: null }, words);
  return [{ id: 'own-phone', kind: 'warning', title, help }];
}

/** What may be done with the user's telephone for a call of this computer. */
export function phoneActions(call: Call, phoneCalls: PhoneCalls): readonly CallAction[] {
  const isRinging = phoneCalls.some((each) => isPending(each) && each.origin !== 'rung');
  if (call.toPhone !== null) return call.state === 'connected' ? ['stay-here'] : [];
  if (isRinging) return [];
  if (call.state === 'ringing') return call.acceptWithPhoneAudio === null ? [] : ['answer-by-phone'];
  return mayGoOnByPhone(call) ? ['go-on-by-phone'] : [];
}
