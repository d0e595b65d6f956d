import { setImmediate } from 'node:timers/promises';

/** Node reads at most 32 datagrams of a socket each time round. */
const perRound = 32;

/** Goes round until that many datagrams, which were sent to one port on loopback, have been read: there they are in the port's queue once they are sent. */
export async function delivered(datagrams: number): Promise<void> {
  for (let round = 0; round < 2 + datagrams / perRound; round += 1) await setImmediate();
}
