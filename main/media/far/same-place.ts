import { isSameAgent } from '../ice/candidates/credentials.ts';
import { isSameEndpoint } from '../sdp/far-address.ts';
import type { OfferedStream } from '../sdp/offered-stream.ts';

type Place = Pick<OfferedStream, 'ice' | 'rtp'>;

/** Whether two descriptions are of somebody at one place: the same agent of ICE, or the same address without it. */
export function isSamePlace(one: Place, other: Place): boolean {
  if (one.ice !== null && other.ice !== null) return isSameAgent(one.ice.agent, other.ice.agent);
  if (one.ice !== null || other.ice !== null || one.rtp === null || other.rtp === null) return false;
  return isSameEndpoint(one.rtp, other.rtp);
}
