import type { QuietRule, QuietWish, RingRule, SettingsView } from '../../../preload/contract/index.ts';

/** What is known of a call that rings, and of the moment in which it does. */
export interface RingFacts {
  readonly emergency: boolean;
  readonly privateLine: boolean;
  /** The caller is one of the user's favourites. */
  readonly favourite: boolean;
  /** It rings at a whole team. */
  readonly team: boolean;
  /** The user silenced all rings for a while. */
  readonly silenced: boolean;
  readonly doNotDisturb: boolean;
  /** The desktop is not to be disturbed, as far as it tells. */
  readonly systemDoNotDisturb: boolean;
  /** The user is in another call, or their presence says that they are busy. */
  readonly busy: boolean;
  /** Another call is talked on, or being made. */
  readonly inCall: boolean;
}

/** What the user wants of the rules that are theirs to choose. */
export type RingWishes = Pick<
  SettingsView,
  'ringPrivateLine' | 'ringFavourites' | 'ringDoNotDisturb' | 'ringTeamWhileBusy'
>;

/** How a call rings. `beeps`: softly, where the user talks. */
export interface RingManner {
  readonly rule: RingRule;
  readonly card: boolean;
  readonly notification: boolean;
  readonly sound: 'rings' | 'beeps' | 'none';
  readonly flash: boolean;
}

interface Rule {
  readonly name: RingRule;
  readonly applies: (facts: RingFacts) => boolean;
  readonly wish: (wishes: RingWishes) => QuietWish | 'pass';
}

/** Whoever must be heard comes first, then what keeps calls silent, then the usual. The last one always applies. */
const rules: readonly [...Rule[], Rule] = [
  { name: 'emergency', applies: ({ emergency }) => emergency, wish: () => 'ring' },
  {
    name: 'private-line',
    applies: ({ privateLine }) => privateLine,
    wish: ({ ringPrivateLine }) => (ringPrivateLine === 'through' ? 'ring' : 'pass'),
  },
  {
    name: 'favourite',
    applies: ({ favourite }) => favourite,
    wish: ({ ringFavourites }) => (ringFavourites === 'through' ? 'ring' : 'pass'),
  },
  { name: 'silenced', applies: ({ silenced }) => silenced, wish: () => 'card' },
  {
    name: 'do-not-disturb',
    applies: ({ doNotDisturb }) => doNotDisturb,
    wish: ({ ringDoNotDisturb }) => unlessRings(ringDoNotDisturb),
  },
  {
    name: 'system-do-not-disturb',
    applies: ({ systemDoNotDisturb }) => systemDoNotDisturb,
    wish: ({ ringDoNotDisturb }) => unlessRings(ringDoNotDisturb),
  },
  {
    name: 'team-while-busy',
    applies: ({ team, busy }) => team && busy,
    wish: ({ ringTeamWhileBusy }) => unlessRings(ringTeamWhileBusy),
  },
  { name: 'in-call', applies: ({ inCall }) => inCall, wish: () => 'ring' },
  { name: 'any', applies: () => true, wish: () => 'ring' },
];

/** A rule that keeps nothing silent is none: the next one is asked. */
function unlessRings(wish: QuietWish): QuietWish | 'pass' {
  return wish === 'ring' ? 'pass' : wish;
}

/** The first rule that applies decides. Total: a call always rings in some manner, and each leaves a trace in tray and history. */
export function howItRings(facts: RingFacts, wishes: RingWishes): RingManner {
  for (const { name, applies, wish } of rules) {
    const wanted = applies(facts) ? wish(wishes) : 'pass';
    if (wanted !== 'pass') return mannerOf(name, wanted, facts);
  }
  return mannerOf('any', 'ring', facts);
}

function mannerOf(rule: RingRule, wanted: QuietWish, { inCall }: RingFacts): RingManner {
  if (wanted !== 'ring') {
    return { rule, card: wanted === 'card', notification: false, sound: 'none', flash: false };
  }
  return { rule, card: true, notification: true, sound: inCall ? 'beeps' : 'rings', flash: !inCall };
}

/** Whether a rule keeps calls from being heard. */
export function isQuiet(rule: RingRule): rule is QuietRule {
  return quiet.has(rule);
}

const quiet: ReadonlySet<RingRule> = new Set<QuietRule>([
  'silenced',
  'do-not-disturb',
  'system-do-not-disturb',
  'team-while-busy',
]);
