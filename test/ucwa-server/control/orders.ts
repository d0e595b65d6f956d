/** What people type to the simulator, here and in `npm run dev`; a wish that is impossible now is an error. */
import type { UcwaServer } from '../index.ts';
import { colleagues } from '../people.ts';
import { actInChat, actInMeeting, actOnCall, isCallAction, isMeetingAction, turnDeskPhone, writeAs } from './act.ts';
import { nextPresence, setPresence } from './presence.ts';
import { endingText, nameOf } from './project.ts';

/** The orders as help names them. */
export const orderNames =
  'call WHO [subject], write WHO [text], type WHO, leave WHO, fail WHO, meeting ask|join|wait|leave|mute-you|record|remove-you|end [WHO], presence WHO [WORDS], cancel [CALL], elsewhere [CALL], hold [CALL], resume [CALL], hang-up [CALL], pick-up [CALL], busy [CALL], refuse [CALL], phone ring|pick-up|answer|hang-up|no-answer, desk-phone forward|ring, voicemail, drop, down, up, list, ledger';

/** Who and which call the orders mean, as help says it. */
export const orderNotes = `WHO is one of ${colleagues.map(({ person }) => person.id).join(', ')}; without CALL the newest call is meant.
pick-up, busy and refuse are for calls that the user makes.
phone is the user's own telephone: answer is what the other side does.
drop ends every connection, down takes the network away until up.`;

/** Does what was typed. What it says to that, empty where there is nothing to say; null: it does not know the word. */
export async function obey(server: UcwaServer, order: string, words: readonly string[]): Promise<string | null> {
  if (isCallAction(order)) {
    await actOnCall(server, order, words[0]);
    return '';
  }
  return (await orders.get(order)?.(server, words)) ?? null;
}

/** Resolves with what there is to say. */
type Order = (server: UcwaServer, words: readonly string[]) => string | Promise<string>;

const orders: ReadonlyMap<string, Order> = new Map(
  Object.entries<Order>({
    call: async (server, [from = 'ana', ...rest]) => {
      const subject = rest.join(' ');
      await server.call({ from, ...(subject !== '' && { subject }) });
      return '';
    },
    write: (server, [from = 'ana', ...text]) => {
      writeAs(server, from, text.join(' '));
      return '';
    },
    type: (server, [from = 'ana']) => {
      actInChat(server, 'type', from);
      return '';
    },
    leave: (server, [from = 'ana']) => {
      actInChat(server, 'leave', from);
      return '';
    },
    fail: (server, [from = 'ana']) => {
      actInChat(server, 'fail', from);
      return `the next message to ${from} is not delivered`;
    },
    meeting: (server, [what = '', who = 'priya']) => {
      if (!isMeetingAction(what)) throw new Error(`nobody can ${what} a meeting`);
      actInMeeting(server, what, who);
      return '';
    },
    phone: (server, [what = '', from = 'ana']) => {
      const call = server.phoneCalls.live;
      if (what === 'ring') server.ringPhone(from);
      else if (call === undefined) throw new Error('nothing rings at the telephone');
      else if (what === 'pick-up') call.pickUp();
      else if (what === 'answer') call.answer();
      else if (what === 'hang-up') call.hangUp();
      else call.noAnswer();
      return '';
    },
    voicemail: (server) => {
      server.leaveVoicemail();
      return 'a voice message is left';
    },
    'desk-phone': (server, [to = '']) => {
      turnDeskPhone(server, to);
      return '';
    },
    drop: (server) => {
      server.faults.dropConnections();
      return 'every connection was ended';
    },
    down: async (server) => {
      await server.faults.refuse(true);
      return 'the network is down';
    },
    up: async (server) => {
      await server.faults.refuse(false);
      return 'the network is up';
    },
    presence: (server, [who = 'ana', ...words]) => {
      const wanted = words.join(' ') || nextPresence(server, who);
      setPresence(server, who, wanted);
      return `${who} is ${wanted}`;
    },
    list: ({ calls }) =>
      calls.all
        .map(({ id, from, state, ending }) => {
          const how = ending === null ? '' : `: ${endingText(ending)}`;
          return `${id} ${nameOf(from)}, ${state}${how}`;
        })
        .join('\n'),
    ledger: (server) => server.ledger.text(),
  }),
);
