import type { MediaMeans } from '../../core/media-means.ts';
import type { Clock, Random } from '../../core/ports.ts';
import type { Result } from '../../core/result.ts';
import type { Reach } from '../sdp/far-address.ts';
import type { WayFailure } from '../sdp/offer-failure.ts';
import { openDirectTransport } from './direct-transport.ts';
import type { FarTransport, FarTransportDeps, OfferedPath } from './far-transport.ts';
import { openIceTransport } from './ice-transport.ts';

export interface TransportMeans {
  readonly reach: Reach;
  readonly means: MediaMeans;
  readonly clock: Clock;
  readonly random: Random;
  /** Another process was in the call before this one. */
  readonly carriedOn: boolean;
}

/** Opens what carries a stream that the far side offers: ICE where it has any, or else straight. Fails where there is no way, or no port can be had. */
export function openTransport(
  path: OfferedPath,
  told: FarTransportDeps,
  { reach, means, clock, random, carriedOn }: TransportMeans,
): Promise<Result<FarTransport, WayFailure>> {
  const { ice, mux } = path.stream;
  if (ice === null) return openDirectTransport({ ...told, bind: means, clock }, path);
  return openIceTransport({ ...told, ice, mux, reach, means, clock, random }, path.stream, carriedOn);
}
