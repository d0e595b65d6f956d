import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What becomes of a window's connection on its way to the gateway's port. */
export type Passing = (window: Socket, port: number) => void;

/** A port between a window and the gateway, which an offer to the window names in place of the gateway's. */
export interface PortBetween {
  readonly offer: string;
  close(): void;
}

export async function portBetween(nearOffer: string, pass: Passing): Promise<PortBetween> {
  const port = Number(/^a=candidate:.* (\d+) typ host tcptype passive/m.exec(nearOffer)?.[1]);
  const windows = new Set<Socket>();
  const server = createServer((window) => {
    windows.add(window);
    window.setNoDelay(true);
    window.on('error', () => {});
    pass(window, port);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const between = (server.address() as AddressInfo).port;
  return {
    offer: nearOffer.replace(` ${port} typ host`, ` ${between} typ host`),
    close() {
      server.close();
      for (const window of windows) window.destroy();
    },
  };
}

/** A connection to the gateway, which ends when the window's does. */
export function toGateway(window: Socket, port: number): Socket {
  const gateway = connect({ port, host: '127.0.0.1', noDelay: true });
  gateway.on('error', () => {});
  window.on('close', () => gateway.destroy());
  return gateway;
}

/** {@link toGateway}, and the window's ends when it does. */
export function joined(window: Socket, port: number): Socket {
  const gateway = toGateway(window, port);
  gateway.on('close', () => window.destroy());
  return gateway;
}
