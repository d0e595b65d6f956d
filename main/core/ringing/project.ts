import type { CallView, QuietView, RingingView, RingRule, Words } from '../../../preload/contract/index.ts';
import { mannerNow, mannerOfCall, type RingKnown, type Rings } from './manner.ts';
import { isQuiet } from './rules.ts';

type Said = RingKnown & { readonly words: Words };

/** A call as the windows show it, with why it is not heard. What is silent already cannot be silenced. */
export function hushed(view: CallView, call: Rings, known: Said, wall: number): CallView {
  if (view.state !== 'ringing' || view.direction !== 'incoming') return view;
  const quiet = projectQuiet(call, known, wall);
  return quiet === null ? view : { ...view, quiet, actions: view.actions.filter((action) => action !== 'silence') };
}

function projectQuiet(call: Rings, known: Said, wall: number): QuietView | null {
  const { rule, card, notification } = mannerOfCall(call, known);
  if (!isQuiet(rule)) return null;
  const text = rule === 'silenced' ? silenceIn(known, wall, known.words) : known.words.say(`quiet.${rule}`);
  return { rule, left: card ? 'card' : 'nothing', text: text ?? '', ...(notification && { noticed: true }) };
}

/** How calls ring now, for settings, tray and the user's own menu. */
export function projectRinging(known: Said, wall: number): RingingView {
  const { rule } = mannerNow(known);
  return {
    silentUntil: known.ringing.silentUntil,
    sample: known.ringing.sample,
    silence: silenceIn(known, wall, known.words),
    now: { rule, text: known.words.say(`ringing.now.${ofAnybody(rule)}`) },
  };
}

/** The rules that can be about a call of nobody in particular. */
function ofAnybody(rule: RingRule) {
  switch (rule) {
    case 'silenced':
    case 'do-not-disturb':
    case 'system-do-not-disturb':
    case 'in-call':
      return rule;
    default:
      return 'any';
  }
}

/** Such as "Silent until 11:30"; null while rings are heard. */
export function silenceIn({ ringing }: Pick<RingKnown, 'ringing'>, wall: number, words: Words): string | null {
  const { silentUntil } = ringing;
  return silentUntil === null ? null : words.say('ringing.silent-until', { time: words.timeNear(silentUntil, wall) });
}
