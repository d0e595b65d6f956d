import { chmodSync, unlinkSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import type { Log } from '../../core/ports.ts';
import { decodeOrder, type Order, type OrderAnswer } from './order.ts';

/** No order is longer, in bytes. */
const longestOrder = 2048;
/** Who says nothing for so long is cut off, in milliseconds. */
const patienceMs = 2000;
const mostAtOnce = 8;

export interface ControlDeps {
  /** From `controlPlace`; null: nothing listens. */
  readonly place: string | null;
  readonly log: Pick<Log, 'warn'>;
  carryOut(order: Order): OrderAnswer;
}

/**
 * Takes orders of command lines: one line of JSON each way for each connection. Only the user's own programs reach the socket. What a dead app left
 * there is taken away, because the lock of the data folder says that no other runs.
 */
export function listenForOrders({ place, log, carryOut }: ControlDeps): { close(): void } {
  if (place === null) return { close: () => {} };
  const server: Server = createServer((socket) => takeOrder(socket, carryOut));
  server.maxConnections = mostAtOnce;
  server.on('error', (error) => log.warn('Orders of command lines cannot be taken', { error: String(error) }));
  if (process.platform !== 'win32') {
    removeLeft(place);
    server.once('listening', () => protect(place, server, log));
  }
  server.listen(place);
  server.unref();
  return { close: () => void server.close() };
}

function takeOrder(socket: Socket, carryOut: ControlDeps['carryOut']): void {
  let text = '';
  socket.setEncoding('utf8');
  socket.setTimeout(patienceMs, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('data', (piece: string) => {
    text += piece;
    if (text.length > longestOrder) socket.destroy();
    const end = text.indexOf('\n');
    if (end === -1 || socket.destroyed) return;
    socket.removeAllListeners('data');
    const order = readLine(text.slice(0, end));
    if (order === null) socket.destroy();
    else socket.end(`${JSON.stringify(carryOut(order))}\n`);
  });
}

function readLine(line: string): Order | null {
  try {
    return decodeOrder(JSON.parse(line));
  } catch {
    return null;
  }
}

function removeLeft(place: string): void {
  try {
    unlinkSync(place);
  } catch {
    // There was none, or listening says why it cannot be.
  }
}

function protect(place: string, server: Server, log: ControlDeps['log']): void {
  try {
    chmodSync(place, 0o600);
  } catch (error) {
    server.close();
    log.warn('Orders of command lines cannot be taken', { error: String(error) });
  }
}
