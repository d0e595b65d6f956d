import type { MediaLegView, SoundApi, SoundView } from '../../preload/contract/index.ts';
import { watchDevices } from './devices.ts';
import { watchHeadsets } from './headset/headsets.ts';
import type { Hid } from './headset/hid.ts';
import { isSameConnection, type Leg, openLeg } from './leg.ts';
import { createRingTone } from './ring-tone.ts';

interface OpenLeg {
  readonly offer: string;
  readonly leg: Leg;
}

/**
 * Runs the sound of the app in this page, from now on: whatever view comes, ring tone, peer connections, microphone
 * and speaker are brought into its shape. Touches no microphone before a leg of the view says so.
 */
export function startSound(sound: SoundApi): void {
  const legs = new Map<string, OpenLeg>();
  const ringTone = createRingTone(sound.report);

  const closeGone = (wanted: readonly MediaLegView[]) => {
    for (const [callId, { offer, leg }] of legs) {
      if (wanted.some((view) => view.callId === callId && goesOn(offer, view.offer))) continue;
      legs.delete(callId);
      leg.close();
    }
  };
  const update = (view: SoundView) => {
    ringTone.update(view.ring);
    closeGone(view.legs);
    for (const wanted of view.legs) {
      const before = legs.get(wanted.callId);
      const leg = before?.leg ?? openLeg(wanted.callId, wanted.offer, sound.report);
      if (before !== undefined && before.offer !== wanted.offer) leg.goOn(wanted.offer);
      legs.set(wanted.callId, { offer: wanted.offer, leg });
      leg.update(wanted);
    }
    devices.setNeeded(view.ring !== null || view.legs.length > 0);
    devices.setInterest(view.deviceInterest);
    headsets.show(view.headset);
  };

  const devices = watchDevices((inputs, outputs, camera) => {
    sound.report({ type: 'devices', inputs, outputs, ...(camera && { camera }) });
    for (const { leg } of legs.values()) leg.devicesChanged(inputs);
    ringTone.devicesChanged();
  });
  const headsets = watchHeadsets(hidOf(navigator), sound.report);
  let view: SoundView = {
    ...{ ring: null, legs: [], deviceInterest: 'none' },
    headset: { ringing: false, offHook: false, muted: false },
  };
  sound.subscribe((parts) => {
    view = { ...view, ...parts };
    update(view);
  });
}

/** Chromium alone has it, and only where the page may have devices. */
function hidOf(from: Navigator): Hid | undefined {
  return 'hid' in from ? (from.hid as Hid) : undefined;
}

/** The same offer, or another one for the same connection. */
function goesOn(before: string, next: string): boolean {
  return before === next || isSameConnection(before, next);
}
