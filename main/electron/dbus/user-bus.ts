import type { Clock, Log } from '../../core/ports.ts';
import { busSocket } from './bus-address.ts';
import { connectBus } from './connection.ts';
import { createSessionBus, type SessionBus } from './session-bus.ts';

/** The bus of the user's session on Linux; null elsewhere and where there is none. Nothing is connected yet. */
export function userBus(clock: Clock, log: Log): SessionBus | null {
  if (process.platform !== 'linux') return null;
  const socket = busSocket(process.env);
  if (socket !== null) return createSessionBus({ connect: (onEnd) => connectBus(socket, onEnd), clock, log });
  log.warn('There is no message bus: no notifications, no tray, no keychain');
  return null;
}
