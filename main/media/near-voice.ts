import type { Clock } from '../core/ports.ts';
import { ok, type Result } from '../core/result.ts';
import { type NearVoice, openNearLeg, type SettledVoice, settledOffer } from './near-leg.ts';
import { type NearSide, type NearSideEvents, openNearSide } from './near-side.ts';
import type { NearListener } from './near-tcp/near-listener.ts';

/** The sound window's side of a call. */
export interface NearVoiceSide extends NearSide {
  /** One of several codecs is spoken from now on. Whether there is another offer to answer, for the connection that is there. */
  settle(voice: SettledVoice): boolean;
}

/** Fails with words where there is no port or key. */
export async function openNearVoice(
  first: NearVoice,
  listener: NearListener,
  clock: Clock,
  events: NearSideEvents,
): Promise<Result<NearVoiceSide, string>> {
  let voice = first;
  const opened = await openNearSide((ofLeg) => openNearLeg(voice, listener, ofLeg), clock, events);
  if (!opened.ok) return opened;
  const side = opened.value;
  return ok({
    ...side,
    settle({ codec, packetMs }) {
      if (codec === voice.codecs[0] && packetMs === voice.packetMs) return false;
      const others = voice.codecs.filter((each) => each !== codec);
      voice = { ...voice, codecs: [codec, ...others], packetMs };
      side.offerAgain((leg) => settledOffer(leg, { codec, packetMs }));
      return true;
    },
  });
}
