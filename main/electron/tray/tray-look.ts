import {
  type AppView,
  farParty,
  isCallingOut,
  liveCall,
  ringingCalls,
  type Words,
} from '../../../preload/contract/index.ts';

/** Names of icon files, without colour and size. */
export type TrayIcon = 'ready' | 'ringing-a' | 'ringing-b' | 'in-call' | 'not-reachable' | 'degraded' | 'missed';

export interface TrayLook {
  /** More than one: they alternate each second. */
  readonly icons: readonly [TrayIcon, ...TrayIcon[]];
  readonly tooltip: string;
}

/** The tray icon and its tooltip; of the states that apply, the first counts. */
export function trayLook(view: AppView, { say }: Words): TrayLook {
  const ringing = ringingCalls(view)[0];
  if (ringing) {
    return { icons: ['ringing-a', 'ringing-b'], tooltip: say('tray.ringing', { name: ringing.party.label }) };
  }
  const live = liveCall(view);
  if (live) {
    const name = farParty(live).label;
    const id = isCallingOut(live) ? 'tray.calling' : live.heldThere ? 'tray.held' : 'tray.in-call';
    return { icons: ['in-call'], tooltip: say(id, { name }) };
  }
  const { level, inBrief } = view.health;
  if (view.session.status !== 'Ready' || level === 'unreachable') {
    return { icons: ['not-reachable'], tooltip: say('tray.not-ringing') };
  }
  if (level === 'degraded') return { icons: ['degraded'], tooltip: say('tray.degraded', { health: inBrief }) };
  if (view.missedUnseen > 0) return { icons: ['missed'], tooltip: say('tray.missed', { count: view.missedUnseen }) };
  return { icons: ['ready'], tooltip: say('tray.ready') };
}
