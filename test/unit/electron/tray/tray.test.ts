import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, test } from 'node:test';
import { trayLook } from '../../../../main/electron/tray/tray-look.ts';
import { type TrayEntry, trayMenu } from '../../../../main/electron/tray/tray-menu.ts';
import type { AppView, SessionView } from '../../../../preload/contract/index.ts';
import { meetingCall } from '../../../views/meetings.ts';
import { forwarded, ownPresence } from '../../../views/own.ts';
import {
  view as appView,
  callingOut,
  ringing as callView,
  connected as connectedCall,
  health as healthView,
  noUpdates,
  silenced,
  tomas,
} from '../../../views/samples.ts';
import { englishWords } from '../../core/fakes/words.ts';

const limited = healthView({ level: 'degraded', answer: '', inBrief: 'calls ring here, but only through the pop-up' });
const deaf = healthView({ level: 'unreachable', answer: 'No. Calls do not ring here.' });

const away: SessionView = { status: 'Reconnecting', detail: '', summary: '', user: null, signIn: null };
const out: SessionView = { ...away, status: 'Signed out', summary: 'Signed out: calls do not ring here' };

describe('the tray icon', () => {
  const looks: readonly [name: string, view: AppView, icon: string, tooltip: string][] = [
    ['ready', appView(), 'ready', 'Switchhook: calls ring here'],
    ['missed', appView({ missedUnseen: 2 }), 'missed', 'Switchhook: 2 missed calls'],
    ['one missed', appView({ missedUnseen: 1 }), 'missed', 'Switchhook: 1 missed call'],
    [
      'not reachable, before missed',
      appView({ session: away, missedUnseen: 1 }),
      'not-reachable',
      'Switchhook: calls do not ring here',
    ],
    [
      'degraded, before missed',
      appView({ health: limited, missedUnseen: 1 }),
      'degraded',
      'Switchhook: calls ring here, but only through the pop-up',
    ],
    [
      'unreachable, although signed in',
      appView({ health: deaf }),
      'not-reachable',
      'Switchhook: calls do not ring here',
    ],
    [
      'an account that takes no calls',
      appView({ session: { ...away, status: 'No calls' } }),
      'not-reachable',
      'Switchhook: calls do not ring here',
    ],
    ['signed out', appView({ session: out }), 'not-reachable', 'Switchhook: calls do not ring here'],
    [
      'in a call, before not reachable',
      appView({ session: away, calls: [connectedCall()] }),
      'in-call',
      'Switchhook: in a call with Ana Lindqvist',
    ],
    [
      'calling',
      appView({ calls: [callingOut({}, { forwardedTo: tomas })] }),
      'in-call',
      'Switchhook: calling Tomás Oliveira',
    ],
    [
      'on hold by the other side',
      appView({ calls: [connectedCall({ heldThere: true })] }),
      'in-call',
      'Switchhook: on hold by Ana Lindqvist',
    ],
    [
      'ringing, before in a call',
      appView({ calls: [connectedCall({ id: 'a' }), callView({ id: 'b', party: tomas })] }),
      'ringing-a',
      'Switchhook: Tomás Oliveira is calling',
    ],
  ];
  for (const [name, view, icon, tooltip] of looks) {
    test(`tells ${name}`, () => {
      const look = trayLook(view, englishWords);
      assert.equal(look.icons[0], icon);
      assert.equal(look.tooltip, tooltip);
      assert.equal(look.icons.length, icon === 'ringing-a' ? 2 : 1);
    });

    test(`has its files for ${name}`, () => {
      for (const file of trayLook(view, englishWords).icons) {
        const folder = new URL('../../../../assets/icons/tray/', import.meta.url);
        for (const end of ['-white-16', '-black-20', '-white-24', '-black-32', 'Template', 'Template@2x']) {
          assert.ok(existsSync(new URL(`${file}${end}.png`, folder)), `${file}${end}.png`);
        }
      }
    });
  }
});

function written(entries: readonly (TrayEntry | null)[]): readonly string[] {
  return entries.map((entry) => entry?.label ?? '-');
}

describe('the tray menu', () => {
  test('says how things are and offers what is always possible', () => {
    assert.deepEqual(written(trayMenu(appView(), englishWords)), [
      'Ready: calls ring here',
      '-',
      'Open Switchhook',
      'Silence rings for',
      'Will I ring?',
      'Sign out',
      'Quit Switchhook',
    ]);
    assert.deepEqual(written(trayMenu(appView({ session: out }), englishWords)), [
      'Signed out: calls do not ring here',
      '-',
      'Open Switchhook',
      'Silence rings for',
      'Will I ring?',
      'Quit Switchhook',
    ]);
  });

  test('restarts for the version that is ready, or was put into the place of this one', () => {
    const ready = { ...noUpdates, stage: 'ready', version: '0.2.0', mayRestart: true } as const;
    const menu = trayMenu(appView({ updates: ready }), englishWords);
    const entry = menu.find((one) => one?.label === 'Restart for version 0.2.0');
    assert.deepEqual(entry?.choice, { type: 'restart-to-update' });
    const replaced = written(trayMenu(appView({ updates: { ...ready, replacedBy: '0.3.0' } }), englishWords));
    assert.ok(replaced.includes('Restart for version 0.3.0'));
    const inCall = written(trayMenu(appView({ updates: { ...ready, mayRestart: false } }), englishWords));
    assert.ok(!inCall.some((label) => label.startsWith('Restart')));
  });

  test('says that calls go elsewhere, and ends that', () => {
    const session = { ...appView().session, summary: 'Forwarding to voicemail' };
    const menu = trayMenu(appView({ session, routing: forwarded }), englishWords);
    assert.deepEqual(written(menu).slice(0, 3), ['Forwarding to voicemail', 'Turn off forwarding', '-']);
    assert.deepEqual(menu[1]?.choice, { type: 'turn-off-forwarding' });
  });

  test('has the presences below each other, with the one that is checked', () => {
    const menu = trayMenu(appView({ ownPresence }), englishWords);
    const presence = menu.find((entry) => entry?.label === 'Presence: Available');
    assert.deepEqual(written(presence?.entries ?? []), [
      'Available',
      'Busy',
      'Do not disturb',
      'Be right back',
      'Appear away',
      'Off work',
      '-',
      'Follow my calendar',
    ]);
    assert.deepEqual(
      presence?.entries?.flatMap((entry) => (entry?.checked === true ? entry.choice : [])),
      [{ type: 'set-presence', presence: 'available' }],
    );
    assert.deepEqual(presence?.entries?.at(-1)?.choice, { type: 'set-presence', presence: null });
    assert.ok(!written(trayMenu(appView(), englishWords)).some((label) => label.startsWith('Presence')));
  });

  test('silences rings for a while, and ends that', () => {
    const entryOf = (view: AppView) => trayMenu(view, englishWords).find((entry) => /^silen/i.test(entry?.label ?? ''));
    const offered = entryOf(appView());
    assert.deepEqual(written(offered?.entries ?? []), ['30 minutes', '1 hour', 'Until tomorrow']);
    assert.deepEqual(
      offered?.entries?.map((entry) => entry?.choice),
      [
        { type: 'silence-rings', span: '30-minutes' },
        { type: 'silence-rings', span: '1-hour' },
        { type: 'silence-rings', span: 'until-tomorrow' },
      ],
    );
    const lasting = entryOf(appView({ ringing: silenced }));
    assert.equal(lasting?.label, 'Silent until 13:00');
    assert.deepEqual(written(lasting?.entries ?? []).slice(0, 2), ['Ring again', '-']);
    assert.deepEqual(lasting?.entries?.[0]?.choice, { type: 'ring-again' });
  });

  test('leads to the missed calls that nobody has looked at', () => {
    const menu = trayMenu(appView({ missedUnseen: 3 }), englishWords);
    assert.equal(written(menu)[3], 'Missed calls (3)');
    assert.equal(menu[3]?.choice, 'missed-calls');
  });

  test('offers what the call allows, and sends its id', () => {
    const ringing = trayMenu(appView({ calls: [callView()] }), englishWords);
    assert.deepEqual(written(ringing).slice(2, 5), ['Answer Ana Lindqvist', 'Decline Ana Lindqvist', 'Silence']);
    assert.deepEqual(ringing[2]?.choice, { type: 'answer', callId: 'call-1' });
    assert.deepEqual(ringing[3]?.choice, { type: 'decline', callId: 'call-1' });
    const quiet = trayMenu(appView({ calls: [callView({ actions: ['answer'] })] }), englishWords);
    assert.deepEqual(written(quiet).slice(2, 4), ['Answer Ana Lindqvist', '-']);
  });

  test('offers mute and hang up in a call', () => {
    const menu = trayMenu(appView({ calls: [connectedCall({ muted: true })] }), englishWords);
    assert.deepEqual(written(menu).slice(2, 4), ['Unmute', 'Hang up']);
    assert.deepEqual(menu[2]?.choice, { type: 'mute', callId: 'call-1', muted: false });
    assert.deepEqual(menu[3]?.choice, { type: 'hang-up', callId: 'call-1' });
  });

  test('offers to leave a meeting', () => {
    const menu = trayMenu(appView({ calls: [meetingCall()] }), englishWords);
    assert.deepEqual(written(menu).slice(2, 4), ['Mute', 'Leave meeting']);
    assert.deepEqual(menu[3]?.choice, { type: 'hang-up', callId: 'call-1' });
  });
});
