import type { Incoming } from '../http/incoming.ts';
import { readJson, refuseQuery } from '../http/incoming.ts';
import { badParameter, badParameters, type Reply } from '../http/reply.ts';

/** The `duration` of a subscription in the body of a request or in its query, with what else its body may have. */
export function readMinutes(
  incoming: Incoming,
  most: number,
  besides: readonly string[] = [],
):
  | { readonly ok: true; readonly minutes: number; readonly fields: ReadonlyMap<string, unknown> }
  | { readonly ok: false; readonly reply: Reply } {
  const refused = refuseQuery(incoming, ['duration']);
  if (refused !== null) return { ok: false, reply: refused };
  const inQuery = incoming.query.get('duration');
  const body =
    incoming.body.length === 0 && inQuery !== null ? ({ ok: true, value: new Map() } as const) : readJson(incoming);
  if (!body.ok) return body;
  const strange = [...body.value.keys()].filter((field) => !['duration', ...besides].includes(field));
  if (strange.length > 0)
    return { ok: false, reply: badParameters(strange.map((field) => ({ name: field, reason: 'no such field' }))) };
  const minutes = inQuery === null ? body.value.get('duration') : Number(inQuery);
  const fits = typeof minutes === 'number' && Number.isInteger(minutes) && minutes >= 10 && minutes <= most;
  if (!fits) return { ok: false, reply: badParameter('duration', `not 10 to ${most} minutes`) };
  return { ok: true, minutes, fields: body.value };
}
