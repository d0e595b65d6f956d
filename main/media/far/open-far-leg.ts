import { ok, type Result } from '../../core/result.ts';
import type { WayFailure } from '../sdp/offer-failure.ts';
import type { FarLeg } from './far-leg.ts';
import { FarVoice, type FarVoiceDeps } from './far-voice.ts';

/** A leg of the parts that the offer asks for. Fails where there is no way, or its sockets cannot be had. */
export async function openFarLeg(deps: FarVoiceDeps): Promise<Result<FarLeg, WayFailure>> {
  const voice = new FarVoice(deps);
  const opened = deps.way === 'in' ? await voice.carry(deps.offer) : await voice.call();
  return opened.ok ? ok(voice) : opened;
}
