import { embeddedOf, linkOf, linksOf, type Resource, textOf } from '../resource.ts';
import { type Contact, decodeContact } from './contact.ts';

/** Call forwarding of the user (UCWA reference: callForwardingSettings). Hrefs are as the server wrote them. */
export interface CallForwarding {
  readonly self: string | null;
  readonly turnOffCallForwarding: string | null;
  readonly period: 'always' | 'work-hours';
  /** `other`: a word that is none of the reference's. */
  readonly setting: 'none' | 'immediate' | 'simultaneous' | 'other';
  /** Whether calls that nobody answers go anywhere. The server says no while all are forwarded at once. */
  readonly handlesUnanswered: boolean;
  readonly immediate: ForwardingPart;
  readonly simultaneous: ForwardingPart;
  readonly unanswered: ForwardingPart;
}

export type ForwardingTarget = 'none' | 'contact' | 'delegates' | 'voicemail' | 'team' | 'other';

/** Where calls go in one of the three ways (UCWA reference: immediateForwardSettings and its like). */
export interface ForwardingPart {
  readonly target: ForwardingTarget;
  /** In seconds; null where it has none. */
  readonly ringDelay: number | null;
  /** Whom the calls go to, where that is a number or somebody. */
  readonly contact: Contact | null;
  readonly links: Readonly<Record<PartRel, string | null>>;
}

const partRels = [
  ...(['self', 'contact', 'resetUnansweredCallSettings'] as const),
  ...(['immediateForwardToContact', 'immediateForwardToDelegates', 'immediateForwardToVoicemail'] as const),
  ...(['simultaneousRingToContact', 'simultaneousRingToDelegates', 'simultaneousRingToTeam'] as const),
  ...(['unansweredCallToContact', 'unansweredCallToVoicemail'] as const),
] as const;

export type PartRel = (typeof partRels)[number];

const settings = { none: 'none', immediateforward: 'immediate', simultaneousring: 'simultaneous' } as const;
const targets = {
  none: 'none',
  contact: 'contact',
  delegates: 'delegates',
  voicemail: 'voicemail',
  team: 'team',
} as const;
/** No server waits longer. */
const longestDelay = 3_600;

/** The three parts, which the settings embed or link to. */
export const forwardingParts = [
  'immediateForwardSettings',
  'simultaneousRingSettings',
  'unansweredCallSettings',
] as const;

export type ForwardingPartRel = (typeof forwardingParts)[number];

export function decodeCallForwarding(
  resource: Resource,
  parts: Readonly<Record<ForwardingPartRel, ForwardingPart>>,
): CallForwarding {
  return {
    self: linkOf(resource, 'self'),
    turnOffCallForwarding: linkOf(resource, 'turnOffCallForwarding'),
    period: wordOf(resource, 'activePeriod') === 'workhours' ? 'work-hours' : 'always',
    setting: lookUp(settings, wordOf(resource, 'activeSetting')),
    handlesUnanswered: wordOf(resource, 'unansweredCallHandling') === 'enabled',
    immediate: parts.immediateForwardSettings,
    simultaneous: parts.simultaneousRingSettings,
    unanswered: parts.unansweredCallSettings,
  };
}

export function decodeForwardingPart(resource: Resource): ForwardingPart {
  const contact = embeddedOf(resource, 'contact');
  return {
    target: lookUp(targets, wordOf(resource, 'target')),
    ringDelay: secondsOf(resource, 'ringDelay'),
    contact: contact === null ? null : decodeContact(contact),
    links: linksOf(resource, partRels),
  };
}

/** What there is of a part that the server does not have. */
export const noForwardingPart: ForwardingPart = {
  target: 'none',
  ringDelay: null,
  contact: null,
  links: linksOf({ rel: '', properties: new Map(), links: new Map(), embedded: new Map() }, partRels),
};

function wordOf(resource: Resource, name: string): string {
  return textOf(resource, name)?.trim().toLowerCase() ?? 'none';
}

function lookUp<Table extends object>(table: Table, word: string): Table[keyof Table] | 'other' {
  return Object.hasOwn(table, word) ? table[word as keyof Table] : 'other';
}

/** From XML a number is text. */
function secondsOf(resource: Resource, name: string): number | null {
  const value = resource.properties.get(name);
  const seconds = typeof value === 'number' || (typeof value === 'string' && value !== '') ? Number(value) : Number.NaN;
  return Number.isInteger(seconds) && seconds >= 0 && seconds <= longestDelay ? seconds : null;
}
