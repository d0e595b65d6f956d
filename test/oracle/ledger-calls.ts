/** The server's side of what the oracle compares. */
import type { UcwaServer } from '../ucwa-server/index.ts';
import type { LedgerCall } from './judge.ts';

/** Every call of the server, from its ledger. */
export function ledgerCalls(server: UcwaServer): LedgerCall[] {
  const times = new Map<string, { rangAt: number; stoppedAt: number | null }>();
  for (const { kind, callId, at, detail } of server.ledger.entries) {
    if (kind !== 'call' || callId === undefined) continue;
    const call = times.get(callId);
    // It is heard early, and rings on.
    if (detail === 'answered early') continue;
    if (call === undefined) times.set(callId, { rangAt: at, stoppedAt: detail === 'ringing' ? null : at });
    else call.stoppedAt ??= at;
  }
  return server.calls.all.flatMap((call) => {
    const time = times.get(call.id);
    return time === undefined ? [] : [{ caller: call.from.name ?? call.id, ...time }];
  });
}
