import type { Socket } from 'node:net';

/** Waits until a socket is up; one that is not is destroyed. */
export function whenUp<Kind extends Socket>(socket: Kind, event: string): Promise<Kind> {
  return new Promise((resolve, reject) => {
    const gone = (): void => fail(Object.assign(new Error('The connection was closed'), { code: 'ECONNRESET' }));
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    socket.once('error', fail).once('close', gone);
    socket.once(event, () => {
      socket.off('error', fail).off('close', gone);
      resolve(socket);
    });
  });
}
