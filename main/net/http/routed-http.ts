import type { Http } from '../../core/ports.ts';

/** One {@link Http} of two: what needs the platform's credentials goes to its stack, all else to Node's. */
export function routeHttp(own: Http, platform: Pick<Http, 'send'>): Http {
  return {
    send: (request) => (request.credentials === undefined ? own : platform).send(request),
    prepare: own.prepare,
    dropIdle: own.dropIdle,
  };
}
