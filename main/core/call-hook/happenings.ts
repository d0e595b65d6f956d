import { type CallView, knownNumber } from '../../../preload/contract/index.ts';
import { cleanText } from '../text.ts';

/** What a program is told of a call, as its environment has it. */
export type Happening = Readonly<Record<`SWITCHHOOK_${string}`, string>>;

/** Longer names are cut: the environment of a process has little room. */
const longest = 200;

/**
 * Tells what happened to calls between one look and the next: each rings, is answered and ends once, whatever else changes. What ended without having rung
 * here or having been answered is not told.
 */
export function createHappenings(): (calls: readonly CallView[]) => readonly Happening[] {
  let before: ReadonlyMap<string, CallView> = new Map();
  let told: ReadonlyMap<string, 'ring' | 'answered'> = new Map();

  return (calls) => {
    const now = new Map(calls.filter(({ state }) => state !== 'ended').map((call) => [call.id, call]));
    const last = new Map([...before, ...calls.map((call) => [call.id, call] as const)]);
    const ended = [...told.keys()].filter((id) => !now.has(id));
    const begun = [...now.values()].flatMap((call) => {
      const event = eventOf(call);
      return event === null || told.get(call.id) === event ? [] : [{ call, event }];
    });
    told = new Map(
      [...told, ...begun.map(({ call, event }) => [call.id, event] as const)].filter(([id]) => now.has(id)),
    );
    before = now;
    return [
      ...ended.flatMap((id) => {
        const call = last.get(id);
        return call === undefined ? [] : [happening('ended', call)];
      }),
      ...begun.map(({ call, event }) => happening(event, call)),
    ];
  };
}

function eventOf({ direction, state }: CallView): 'ring' | 'answered' | null {
  if (state === 'connected') return 'answered';
  return state === 'ringing' && direction === 'incoming' ? 'ring' : null;
}

/** Names and numbers are strangers' words: cleaned, cut, and nothing but values. */
function happening(
  event: 'ring' | 'answered' | 'ended',
  { id, direction, party, subject, lastedMs, state }: CallView,
): Happening {
  const seconds = state === 'connected' || state === 'ended' ? Math.round(lastedMs / 1000) : 0;
  return {
    SWITCHHOOK_EVENT: event,
    SWITCHHOOK_CALL: id,
    SWITCHHOOK_DIRECTION: direction,
    SWITCHHOOK_CALLER: said(party.named ? party.label : ''),
    SWITCHHOOK_NUMBER: said(knownNumber(party) ?? ''),
    SWITCHHOOK_SUBJECT: said(subject ?? ''),
    ...(event === 'ended' ? { SWITCHHOOK_SECONDS: String(seconds) } : {}),
  };
}

function said(text: string): string {
  return Array.from(cleanText(text) ?? '')
    .slice(0, longest)
    .join('');
}
