import { usualSettings } from '../../../main/core/settings/table.ts';
import type { AppView, CallView, HealthView, HistoryView, PartyView } from '../../../preload/contract/index.ts';
import { englishView } from '../core/fakes/words.ts';

/** Snapshots for tests, with what matters to a test given by it. */
export function appView(more: Partial<AppView> = {}): AppView {
  return {
    session: {
      status: 'Ready',
      detail: 'Calls ring here',
      summary: 'Ready: calls ring here',
      user: { name: 'Dana Whitfield', address: 'dana@contoso.com' },
      signIn: null,
    },
    calls: [],
    moreRinging: 0,
    history: [],
    missedUnseen: 0,
    devices: { inputs: [], outputs: [], chosen: { ring: null, microphone: null, speaker: null } },
    shortcuts: [],
    notes: [],
    health: healthView(),
    settings: usualSettings,
    words: englishView,
    ...more,
  };
}

/** Every check passed. */
export function healthView(more: Partial<HealthView> = {}): HealthView {
  return {
    level: 'reachable',
    answer: 'Yes. Every check passed.',
    inBrief: 'calls ring here',
    help: [],
    checks: [],
    warnings: 0,
    lastCalls: [],
    ringTest: null,
    outages: [],
    alerts: [],
    ...more,
  };
}

export const ana: PartyView = { label: 'Ana Lindqvist', named: true, number: '+46 8 5550 1234', initials: 'AL' };
export const tomas: PartyView = { label: 'Tomás Oliveira', named: true, number: null, initials: 'TO' };

export function callView(more: Partial<CallView> = {}): CallView {
  return {
    id: 'c1',
    direction: 'incoming',
    state: 'ringing',
    party: ana,
    subject: null,
    importance: 'normal',
    silenced: false,
    muted: false,
    heldThere: false,
    actions: ['answer', 'decline', 'silence'],
    lastedMs: 0,
    talkOn: { text: 'You will talk on Headset', warning: false },
    notes: [],
    ending: null,
    answered: false,
    ...more,
  };
}

/** A call that is up. */
export function connectedCall(more: Partial<CallView> = {}): CallView {
  return callView({ state: 'connected', answered: true, actions: ['mute', 'hang-up'], ...more });
}

export function historyView(more: Partial<HistoryView> = {}): HistoryView {
  return {
    id: 'c1',
    party: ana,
    direction: 'incoming',
    outcome: 'missed',
    note: 'Missed',
    at: 0,
    talkedMs: 0,
    seen: false,
    ...more,
  };
}
