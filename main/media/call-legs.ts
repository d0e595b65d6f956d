import type { MediaMeans } from '../core/media-means.ts';
import type { Clock, Random } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { type Bridge, type BridgeEvents, createBridge } from './bridge.ts';
import type { Opening } from './call-beginning.ts';
import type { FarLeg, FarLegEvents } from './far/far-leg.ts';
import { openFarLeg } from './far/open-far-leg.ts';
import type { NearSideEvents } from './near-side.ts';
import type { NearListener } from './near-tcp/near-listener.ts';
import { type NearVoiceSide, openNearVoice } from './near-voice.ts';
import { noPorts, type WayFailure } from './sdp/offer-failure.ts';

/** What carries a call once its ports are open: the two sides, and what passes between them. */
export interface CallLegs {
  readonly far: FarLeg;
  readonly near: NearVoiceSide;
  readonly bridge: Bridge;
}

export interface CallLegsDeps extends Opening {
  readonly means: MediaMeans;
  readonly farEvents: FarLegEvents;
  readonly nearEvents: NearSideEvents;
  readonly bridgeEvents: BridgeEvents;
  readonly listener: NearListener;
  readonly clock: Clock;
  readonly random: Random;
}

/** Opens both sides or none. */
export async function openCallLegs(deps: CallLegsDeps): Promise<Result<CallLegs, WayFailure>> {
  const { way, offer, codecs, means, after, farEvents, nearEvents, bridgeEvents, listener, clock, random } = deps;
  const farSsrc = Math.floor(random.fraction() * 2 ** 32);
  const [far, near] = await Promise.all([
    openFarLeg({ way, offer, means, after, ssrc: farSsrc, events: farEvents, clock, random }),
    openNearVoice({ ...offer.audio, codecs }, listener, clock, nearEvents),
  ]);
  if (far.ok && near.ok) {
    const legs = { far: far.value, near: near.value };
    const bridge = createBridge({ ...legs, audio: offer.audio, farSsrc, events: bridgeEvents, clock, random });
    return ok({ ...legs, bridge });
  }
  if (far.ok) await far.value.close();
  if (near.ok) await near.value.close();
  return far.ok ? failed(noPorts(near.ok ? '' : near.failure)) : far;
}

/** Resolves when every socket of theirs is gone. */
export async function closeCallLegs({ far, near, bridge }: CallLegs): Promise<void> {
  bridge.stop();
  await Promise.all([far.close(), near.close()]);
}
