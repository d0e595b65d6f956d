/** The query of a P-GET: what it may hold, its ranges and its defaults; times in seconds. */
import { type Incoming, type Read, refuseQuery } from '../http/incoming.ts';
import { badParameter } from '../http/reply.ts';

export interface PollParameters {
  readonly ack: number;
  readonly priority: number;
  /** Kept by the server until they are set again. */
  readonly settings: { readonly low: number; readonly medium: number; readonly timeout: number };
}

const ranges = { low: [5, 1800], medium: [5, 1800], timeout: [180, 1800] } as const;
const defaults: PollParameters['settings'] = { low: 15, medium: 5, timeout: 180 };

/** @param kept what an earlier P-GET set */
function read(incoming: Incoming, key: string, kept: PollParameters['settings']): Read<PollParameters> {
  const { query } = incoming;
  const refused = refuseQuery(incoming, ['ack', 'key', 'priority', ...Object.keys(ranges)]);
  if (refused !== null) return { ok: false, reply: refused };
  if (query.get('key') !== key) return { ok: false, reply: badParameter('key', 'not as it was handed out') };
  const ack = integer(query.get('ack'));
  if (ack === null || ack < 1) return { ok: false, reply: badParameter('ack', 'not as it was handed out') };
  const priority = integer(query.get('priority') ?? '0');
  if (priority === null) return { ok: false, reply: badParameter('priority', 'not an integer') };
  const settings = { ...kept };
  for (const [name, [least, most]] of Object.entries(ranges) as [keyof typeof ranges, readonly [number, number]][]) {
    const text = query.get(name);
    if (text === null) continue;
    const value = integer(text);
    if (value === null || value < least || value > most) {
      return { ok: false, reply: badParameter(name, `not from ${least} to ${most}`) };
    }
    settings[name] = value;
  }
  return { ok: true, value: { ack, priority, settings } };
}

/** Reads a P-GET's query; `defaults` is what holds before any is set. */
export const readPoll = Object.assign(read, { defaults });

function integer(text: string | null): number | null {
  return text !== null && /^-?\d{1,9}$/.test(text) ? Number(text) : null;
}
