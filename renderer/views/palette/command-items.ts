import {
  type AppView,
  type Command,
  type MessageId,
  ownPresences,
  silenceSpans,
  type Words,
} from '../../../preload/contract/index.ts';
import type { IconName } from '../../components/icons/icon-paths.ts';
import type { PaletteItem } from './items.ts';
import type { PaletteWays } from './reach.ts';

/** What can be done now without a name. Answer, Decline and Hang up are not among it: who types could hit them. */
export function commandItems(view: AppView, ways: PaletteWays, { say }: Words): readonly PaletteItem[] {
  const does = (id: string, label: string, icon: IconName, command: Command, hint = ''): PaletteItem => ({
    ...{ id, group: 'commands', label, hint, icon, way: 'do' },
    run: () => void ways.act(command),
  });
  const { ownPresence, ringing, routing, meetings, session } = view;
  const { onNewMessage } = ways;
  const newMessage: PaletteItem[] =
    onNewMessage === null ? [] : [{ ...goes('new-message', say('messages.new'), 'messages'), run: onNewMessage }];
  return [
    ringNow(ways, say),
    ...newMessage,
    ...(meetings.start
      ? [does('new-meeting', say('meeting.start'), 'people', { type: 'start-meeting', about: '' })]
      : []),
    ...(ownPresence.presence === null
      ? []
      : ownPresences.map((presence) =>
          does(
            `presence-${presence}`,
            say(`own.presence.${presence}`),
            'person',
            { type: 'set-presence', presence },
            say('palette.your-presence'),
          ),
        )),
    ...silenceSpans.map((span) =>
      does(`silence-${span}`, say(`own.silence-rings.${span}`), 'bell-off', { type: 'silence-rings', span }),
    ),
    ...(ringing.silence === null ? [] : [does('ring-again', say('ringing.again'), 'bell', { type: 'ring-again' })]),
    ...(routing.brief === null
      ? []
      : [does('stop-forwarding', say('routing.turn-off'), 'forward', { type: 'turn-off-forwarding' })]),
    ...(session.status === 'Reconnecting'
      ? [does('reconnect', say('shell.try-now'), 'retry', { type: 'reconnect' })]
      : []),
    does('copy-report', say('diagnostics.copy'), 'copy', { type: 'copy-report' }),
    does('export', say('diagnostics.export'), 'export', { type: 'export-diagnostics' }),
    ...ways.pages.map(({ page, icon }) => ({
      ...goes(`page-${page}`, say(`shell.${page}`), icon),
      run: () => ways.onPage(page),
    })),
    does('sign-out', say('shell.sign-out'), 'sign-out', { type: 'sign-out' }),
  ];
}

function goes(id: string, label: string, icon: IconName): Omit<PaletteItem, 'run'> {
  return { id, group: 'commands', label, hint: '', icon, way: 'go' };
}

/** Its outcome is on the page that it leads to. */
export function ringNow({ act, onPage }: PaletteWays, say: Words['say']): PaletteItem {
  return {
    ...{
      id: 'ring-now',
      group: 'commands',
      label: say('diagnostics.ring'),
      hint: say('diagnostics.title'),
      icon: 'bell',
      way: 'do',
    },
    run: () => {
      onPage('diagnostics');
      void act({ type: 'ring-test' });
    },
  };
}

/** Settings by their labels, with the section that each stands in. */
const settings = [
  ['ringing', 'settings.ring-on'],
  ['ringing', 'settings.silence-rings'],
  ['ringing', 'settings.rules'],
  ['ringing', 'settings.pop-up'],
  ['ringing', 'settings.tell-early'],
  ['ringing', 'call-hook.title'],
  ['devices', 'settings.microphone'],
  ['devices', 'settings.speaker'],
  ['devices', 'settings.rate-calls'],
  ['shortcuts', 'settings.section.shortcuts'],
  ['forwarding', 'settings.section.forwarding'],
  ['appearance', 'settings.text-size'],
  ['appearance', 'settings.language'],
  ['privacy', 'settings.names-in-notices'],
  ['account', 'settings.signed-in-as'],
  ['updates', 'settings.section.updates'],
] as const satisfies readonly (readonly [string, MessageId])[];

/** The sections of the settings, and what stands in them. */
export function settingItems(view: AppView, { onSection }: PaletteWays, { say }: Words): readonly PaletteItem[] {
  return settings
    .filter(([section]) => section !== 'forwarding' || view.routing.state !== 'none')
    .map(([section, label]) => ({
      ...{ id: label, group: 'settings', label: say(label), icon: 'settings', way: 'go' },
      hint: say(`settings.section.${section}`),
      run: () => onSection(section),
    }));
}
