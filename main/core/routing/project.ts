import type { RoutingPlaceView, RoutingView, RoutingWayView, Words } from '../../../preload/contract/index.ts';
import type { OwnPhonesModel } from '../own-phones/state.ts';
import { projectParty } from '../party/party.ts';
import type { PeopleModel } from '../people/state.ts';
import type { CallForwarding, ForwardingPart } from '../ucwa/decode/call-forwarding.ts';
import type { Contact } from '../ucwa/decode/contact.ts';
import { type Destination, forwardedIn, isForwarded, type RoutingModel, type Wanted } from './state.ts';
import { operationTo } from './steps.ts';

/** What is shown of forwarding besides itself. */
export interface Around {
  readonly ownPhones: OwnPhonesModel;
  readonly people: PeopleModel;
  /** The user's own domains. */
  readonly home: readonly string[];
  /** Who is signed in. */
  readonly account: string;
  readonly words: Words;
}

type Way = 'immediate' | 'simultaneous' | 'unanswered';

const settings = { none: 'ring-here', immediate: 'forward', simultaneous: 'ring-others', other: 'other' } as const;
/** More take calls for nobody. */
const mostDelegates = 25;

/** What the windows show of call forwarding: what is wanted, where that is under way. */
export function projectRouting(model: RoutingModel, around: Around): RoutingView {
  const { words } = around;
  const { state, forwarding, wanted, problem } = model;
  return {
    state,
    ...waysOf(forwarding, wanted, around),
    whileAway: whileAway(model, around),
    ...saidOf(model, around),
    busy: wanted !== null,
    problem: problem === null ? null : words.say(`routing.problem.${problem}`),
    delegates: delegatesOf(around),
  };
}

type Ways = Pick<RoutingView, 'setting' | 'forward' | 'ringOthers' | 'unanswered' | 'period' | 'mayChange'>;

const noWay: RoutingWayView = { places: [], chosen: null, takesNumber: false, afterS: null };

function waysOf(forwarding: CallForwarding | null, wanted: Wanted | null, around: Around): Ways {
  if (forwarding === null) {
    return {
      setting: 'ring-here',
      forward: noWay,
      ringOthers: noWay,
      unanswered: null,
      period: 'always',
      mayChange: false,
    };
  }
  const { immediate, simultaneous, unanswered } = forwarding;
  const setting = wanted?.turnOff === true ? 'none' : (wanted?.setting ?? forwarding.setting);
  return {
    setting: settings[setting],
    forward: wayOf('immediate', immediate, wanted?.immediate ?? null, around),
    ringOthers: {
      ...wayOf('simultaneous', simultaneous, wanted?.simultaneous?.to ?? null, around),
      afterS: wanted?.simultaneous?.ringDelay ?? simultaneous.ringDelay,
    },
    unanswered: setting === 'immediate' ? null : unansweredWay(forwarding, unanswered, wanted, around),
    period: wanted?.period ?? forwarding.period,
    mayChange: forwarding.self !== null,
  };
}

function wayOf(way: Way, part: ForwardingPart, wanted: Destination | null, around: Around): RoutingWayView {
  const chosen = wanted === null ? presentPlace(part, around) : placeOf(wanted, null, around);
  return { ...offered(way, part, chosen, around), afterS: null };
}

/** The places that the server offers now, and what is chosen, which may be another. */
function offered(
  way: Way,
  part: ForwardingPart,
  chosen: RoutingPlaceView | null,
  around: Around,
): Omit<RoutingWayView, 'afterS'> {
  const offers = (kind: Destination['kind']): boolean => {
    const rel = operationTo(way, { kind });
    return rel !== null && part.links[rel] !== null;
  };
  const takesNumber = offers('contact');
  const words = (['voicemail', 'delegates', 'team'] as const).filter(offers);
  const places = [...words.map((kind) => placeOf({ kind }, null, around)), ...(takesNumber ? ownPlaces(around) : [])];
  const isListed = chosen === null || places.some(({ id }) => id === chosen.id);
  return { places: isListed ? places : [...places, chosen], chosen, takesNumber };
}

function unansweredWay(
  { handlesUnanswered, self }: CallForwarding,
  part: ForwardingPart,
  wanted: Wanted | null,
  around: Around,
): RoutingWayView | null {
  const asked = wanted?.unanswered?.to ?? null;
  const isUsual = asked?.kind === 'usual';
  const way = wayOf('unanswered', part, asked === null || asked.kind === 'usual' ? null : asked, around);
  const word = (id: 'usual' | 'nowhere'): RoutingPlaceView => ({ id, label: around.words.say(`routing.place.${id}`) });
  const more = [
    ...(part.links.resetUnansweredCallSettings === null ? [] : [word('usual')]),
    ...(self === null ? [] : [word('nowhere')]),
  ];
  const places = [...way.places, ...more];
  if (places.length === 0 && way.chosen === null) return null;
  const goesOn = wanted?.handlesUnanswered ?? handlesUnanswered;
  const chosen = goesOn ? (isUsual ? word('usual') : way.chosen) : word('nowhere');
  return { ...way, places, chosen, afterS: wanted?.unanswered?.ringDelay ?? part.ringDelay };
}

function whileAway({ away, forwarding }: RoutingModel, around: Around): RoutingWayView {
  if (forwarding === null) return noWay;
  const chosen = away === null || away.of !== around.account ? null : placeOf(away.to, null, around);
  return { ...offered('immediate', forwarding.immediate, chosen, around), afterS: null };
}

/** The user's own telephones, by what they are. */
function ownPlaces({ ownPhones, words }: Around): readonly RoutingPlaceView[] {
  return ownPhones.phones
    .filter(({ kind }) => kind !== 'work')
    .flatMap(({ number, kind }) => {
      const written = writtenTo(number, words);
      return written === null
        ? []
        : { id: number, label: words.say(`settings.own-phone.${kind}`, { number: written }) };
    });
}

function presentPlace(part: ForwardingPart, around: Around): RoutingPlaceView | null {
  const { target, contact } = part;
  if (target === 'none' || target === 'other') return null;
  if (target !== 'contact') return placeOf({ kind: target }, null, around);
  return placeOf({ kind: 'contact', uri: uriOf(contact) }, contact, around);
}

function uriOf(contact: Contact | null): string {
  return contact?.uri ?? contact?.workPhoneNumber ?? contact?.mobilePhoneNumber ?? '';
}

function placeOf(to: Destination, contact: Contact | null, around: Around): RoutingPlaceView {
  const { words, home } = around;
  if (to.kind !== 'contact') return { id: to.kind, label: words.say(`routing.place.${to.kind}`) };
  const own = ownPlaces(around).find(({ id }) => id === to.uri);
  if (own !== undefined) return own;
  const party = projectParty({ name: contact?.name ?? null, uri: to.uri, phoneNumber: null }, home, words);
  return { id: to.uri, label: party.hidden === true ? words.say('routing.place.somebody') : party.label };
}

function writtenTo(uri: string, words: Words): string | null {
  const { label, hidden } = projectParty({ name: null, uri, phoneNumber: uri }, [], words);
  return hidden === true ? null : label;
}

/** What is, not what is wanted: nobody is to be told that calls ring here while they do not. */
function saidOf(model: RoutingModel, around: Around): Pick<RoutingView, 'notice' | 'brief'> {
  const part = model.forwarding?.immediate;
  if (part === undefined || !isForwarded(model)) return { notice: null, brief: null };
  const { words } = around;
  const present = presentPlace(part, around);
  const { to: kind, when } = forwardedIn(model);
  const to = kind === 'other' && isUntold(present) ? 'somebody' : kind;
  const place = present?.label ?? '';
  return { notice: words.say('routing.notice', { to, place, when }), brief: words.say('routing.brief', { to, place }) };
}

/** The server says that calls go to somebody, and not to whom. */
function isUntold(place: RoutingPlaceView | null): boolean {
  return place === null || place.id === '';
}

function delegatesOf({ people, home, words }: Around): RoutingView['delegates'] {
  const ids = people.list.groups.filter(({ kind }) => kind === 'delegates').flatMap((group) => group.people);
  return [...new Set(ids)].slice(0, mostDelegates).flatMap((id) => {
    const person = people.list.byId.get(id);
    if (person === undefined) return [];
    return projectParty({ name: person.name, uri: person.uri, phoneNumber: null }, home, words);
  });
}
