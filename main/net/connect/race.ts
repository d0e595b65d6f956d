import { isIP, type Socket } from 'node:net';
import { codeOf } from './connect-failure.ts';

/** How long one address is given before the next is tried beside it (RFC 8305, section 5: 250 ms are recommended). */
const attemptDelayMs = 250;
/** A name with more is no server of an organization. */
const mostAddresses = 16;

/**
 * Connects to the first of several addresses that answers (RFC 8305, "Happy Eyeballs"). Each one has all the time there is: an address
 * that is slow goes on while the next is tried, and only one that fails is given up. Rejects with the error that says most, once all
 * failed. `connect` makes a socket that is connecting.
 */
export function race(addresses: readonly string[], connect: (address: string) => Socket): Promise<Socket> {
  const waiting = interleaved(addresses).slice(0, mostAddresses);
  const underWay = new Set<Socket>();
  const errors: Error[] = [];
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;

    const finish = (end: () => void): void => {
      isOver = true;
      clearTimeout(timer);
      end();
      for (const socket of underWay) socket.destroy();
    };
    const fail = (socket: Socket | null, error: Error): void => {
      if (socket !== null) underWay.delete(socket);
      errors.push(error);
      if (isOver) return;
      if (waiting.length > 0) next();
      else if (underWay.size === 0) finish(() => reject(mostTelling(errors)));
    };

    function next(): void {
      clearTimeout(timer);
      const address = waiting.shift();
      if (isOver || address === undefined) return;
      if (waiting.length > 0) timer = setTimeout(next, attemptDelayMs);
      let socket: Socket;
      try {
        socket = connect(address);
      } catch (error) {
        finish(() => reject(error));
        return;
      }
      underWay.add(socket);
      let failed = false;
      const failOnce = (error: Error): void => {
        if (!failed) fail(socket, error);
        failed = true;
      };
      const onClose = (): void =>
        failOnce(Object.assign(new Error('The connection was closed'), { code: 'ECONNRESET' }));
      socket.once('error', failOnce).once('close', onClose);
      socket.once('connect', () => {
        underWay.delete(socket);
        socket.off('error', failOnce).off('close', onClose);
        if (isOver) socket.destroy();
        else finish(() => resolve(socket));
      });
    }

    if (waiting.length === 0) reject(mostTelling([]));
    next();
  });
}

/** One of each family in turn, beginning with the first one's (RFC 8305, section 4). */
function interleaved(addresses: readonly string[]): string[] {
  const [first] = addresses;
  if (first === undefined) return [];
  const preferred = addresses.filter((address) => isIP(address) === isIP(first));
  const others = addresses.filter((address) => isIP(address) !== isIP(first));
  return preferred
    .flatMap((address, index) => [address, ...others.slice(index, index + 1)])
    .concat(others.slice(preferred.length));
}

/** What says most comes first; that there is no route for one family says nothing where another address was reached. */
const telling = ['ECONNREFUSED', 'EACCES', 'EPERM', 'ETIMEDOUT', 'ECONNRESET', 'EHOSTUNREACH'];

function mostTelling(errors: readonly Error[]): Error {
  const rank = (error: Error): number => {
    const at = telling.indexOf(codeOf(error) ?? '');
    return at < 0 ? telling.length : at;
  };
  const [first] = [...errors].sort((one, other) => rank(one) - rank(other));
  return first ?? Object.assign(new Error('There is no address'), { code: 'ENOTFOUND' });
}
