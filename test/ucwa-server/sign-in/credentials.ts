/** Finds credentials where none may come. */
import type { Incoming } from '../http/incoming.ts';
import { forbidden, problem, type Reply } from '../http/reply.ts';

/** A reply where a request brings a credential to this host, or could; null for a plain read. */
export function refuseCredentials(incoming: Incoming, host: string): Reply | null {
  const header = ['authorization', 'proxy-authorization', 'cookie'].find(
    (name) => incoming.headers[name] !== undefined,
  );
  const brought = header ?? (incoming.method === 'GET' && incoming.body.length === 0 ? null : incoming.method);
  if (brought === null) return null;
  return forbidden(`${brought} sent to ${host}, which must not have it`, problem(403, { code: 'Forbidden' }));
}
