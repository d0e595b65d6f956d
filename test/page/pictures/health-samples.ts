import { projectHealth } from '../../../main/core/health/project-health.ts';
import type { RingRecord } from '../../../main/core/health/state.ts';
import { emptyModel, type Model } from '../../../main/core/model.ts';
import type { AppView } from '../../../preload/contract/index.ts';
import { englishWords } from '../../unit/core/fakes/words.ts';
import { busyHistory, devices, longNamed, noon, shortcuts, view } from '../../views/samples.ts';

/** On the monotonic clock of these samples; the pages see them at noon. */
const now = 50_000_000;
const at = (hours: number, minutes: number): number => noon + (hours - 12) * 3_600_000 + minutes * 60_000;

const named = (label: string): RingRecord['caller'] => ({ label, named: true, number: null, initials: '' });

const rang = (callId: string, label: string, when: number, more: Partial<RingRecord> = {}): RingRecord => ({
  callId,
  caller: named(label),
  at: when,
  since: now - (noon - when),
  paths: {
    card: { worked: true, afterMs: 190 },
    sound: { worked: true, afterMs: 130 },
    notification: { worked: true, afterMs: 90 },
  },
  device: 'Desk speakers (USB)',
  hushed: null,
  keptBack: [],
  raised: [],
  over: now - (noon - when) + 9_000,
  ...more,
});

const well: Model = {
  ...emptyModel,
  relay: { access: 'offered', last: 'reached' },
  session: {
    ...emptyModel.session,
    state: 'online',
    user: { name: 'Dana Whitfield', address: 'dana.whitfield@northwind.example' },
    reach: {
      aliveAt: now - 14_000,
      available: 'yes',
      tokenExpiresAt: now - (noon - at(18, 40)),
      renewalFailing: false,
    },
    outages: [{ from: at(9, 41), to: at(9, 52), cause: 'asleep' }],
  },
  history: [
    {
      id: 'log-1',
      party: { label: 'Tomás Oliveira', named: true, number: null, initials: 'TO' },
      direction: 'incoming',
      outcome: 'missed',
      fact: { kind: 'not-rung', cause: 'asleep' },
      at: at(9, 44),
      talkedMs: 0,
      seen: true,
    },
  ],
  devices: {
    known: true,
    inputs: devices.inputs,
    outputs: devices.outputs,
    wanted: { ring: devices.outputs[0] as never, microphone: devices.inputs[0] as never },
  },
  shortcuts: shortcuts.map((shortcut) => ({ ...shortcut, registered: true })),
  health: {
    ...emptyModel.health,
    desktop: {
      notifications: 'working',
      tray: 'shown',
      popUpReady: true,
      windows: 'own',
      unsaved: null,
      doNotDisturb: false,
      voiceNetworks: 'everywhere',
    },
    rings: [
      rang('a', 'Ana Lindqvist', at(10, 42)),
      rang('b', 'Priya Raman', at(9, 15), {
        hushed: 'by-user',
        keptBack: ['sound'],
        paths: { card: { worked: true, afterMs: 210 }, notification: { worked: true, afterMs: 120 } },
      }),
    ],
    microphone: 'opened',
    registeredAt: at(8, 2),
  },
};

function viewOf(model: Model, changes: Partial<AppView> = {}, words = englishWords): AppView {
  return view({
    past: busyHistory(),
    missedUnseen: 3,
    health: projectHealth({ model, words, now, wall: noon }),
    words: words.view,
    ...changes,
  });
}

/** Every check passed, and the last test ring came by every path. */
export function healthyView(): AppView {
  const paths = {
    card: { worked: true, afterMs: 180 },
    sound: { worked: true, afterMs: 140 },
    notification: { worked: true, afterMs: 70 },
    tray: { worked: true, afterMs: 20 },
  };
  const test = rang('test-1', 'Test ring', at(11, 58), { caller: null, paths });
  return viewOf({ ...well, health: { ...well.health, rings: [test, ...well.health.rings] } });
}

/** No notifications, in a session of Wayland. */
export function limitedView(words = englishWords): AppView {
  const [ana, ...others] = well.health.rings as [RingRecord, ...RingRecord[]];
  const failedNotice: RingRecord = {
    ...ana,
    paths: { ...ana.paths, notification: { worked: false, afterMs: 500 } },
  };
  const health = {
    ...well.health,
    rings: [failedNotice, ...others],
    desktop: { ...well.health.desktop, notifications: 'silent', windows: 'xwayland' },
  } as const;
  const { user } = view().session;
  const session = { status: 'Ready', detail: '2 warnings, see Diagnostics', summary: '', user, signIn: null } as const;
  return viewOf({ ...well, health }, { session }, words);
}

/** Names as long as they come, a device that is gone, and a test ring that is under way. */
export function longNamedView(): AppView {
  const gone = 'Monitor of Built-in Audio Digital Surround 5.1 (HDMI), Conference room Öhringen';
  const steps = { card: { worked: true, afterMs: 180 }, sound: { worked: false, afterMs: 900 } };
  const long = { caller: named(longNamed.label), device: gone } as const;
  const test = rang('test-1', 'Test ring', noon - 1_500, { caller: null, device: gone, paths: steps, over: null });
  const { user } = view().session;
  const session = { status: 'Ready', detail: '1 warning, see Diagnostics', summary: '', user, signIn: null } as const;
  const [ana, priya] = well.health.rings as [RingRecord, RingRecord];
  const model: Model = {
    ...well,
    devices: { ...well.devices, wanted: { ...well.devices.wanted, ring: { id: 'gone', label: gone } } },
    health: {
      ...well.health,
      rings: [test, { ...ana, ...long }, { ...priya, ...long }],
      test: { id: 'test-1', since: now - 1_500, silenced: false },
    },
  };
  return viewOf(model, { session });
}

/** The server does not answer. */
export function unreachableView(): AppView {
  const model: Model = {
    ...well,
    session: {
      ...well.session,
      state: 'reconnecting',
      keychain: 'locked',
      reach: { ...well.session.reach, aliveAt: now - 184_000 },
    },
    health: { ...well.health, down: { since: now - 170_000, at: noon - 170_000 } },
  };
  const { user } = view().session;
  const session = {
    status: 'Reconnecting',
    detail: 'Calls do not ring here',
    summary: '',
    user,
    signIn: null,
  } as const;
  return viewOf(model, { session });
}
