import { type AppView, liveCall, ringingCalls } from '../../../preload/contract/index.ts';

/** Names of icon files, without colour and size. */
export type TrayIcon = 'ready' | 'ringing-a' | 'ringing-b' | 'in-call' | 'not-reachable' | 'degraded' | 'missed';

export interface TrayLook {
  /** More than one: they alternate each second. */
  readonly icons: readonly [TrayIcon, ...TrayIcon[]];
  readonly tooltip: string;
}

/** The tray icon and its tooltip; of the states that apply, the first counts. */
export function trayLook(view: AppView): TrayLook {
  const ringing = ringingCalls(view)[0];
  if (ringing) return { icons: ['ringing-a', 'ringing-b'], tooltip: `Switchhook: ${ringing.party.label} is calling` };
  const live = liveCall(view);
  if (live) {
    const what = live.heldThere ? 'on hold by' : 'in a call with';
    return { icons: ['in-call'], tooltip: `Switchhook: ${what} ${live.party.label}` };
  }
  const { level, answer } = view.health;
  if (view.session.status !== 'Ready' || level === 'unreachable')
    return { icons: ['not-reachable'], tooltip: 'Switchhook: calls do not ring here' };
  if (level === 'degraded')
    return { icons: ['degraded'], tooltip: `Switchhook: calls ring here${answer.replace(/^Yes|\.$/g, '')}` };
  if (view.missedUnseen > 0) return { icons: ['missed'], tooltip: `Switchhook: ${missedCalls(view.missedUnseen)}` };
  return { icons: ['ready'], tooltip: 'Switchhook: calls ring here' };
}

function missedCalls(count: number): string {
  return count === 1 ? '1 missed call' : `${count} missed calls`;
}
