import type { Page } from '@playwright/test';
import type { Loss } from './figures.ts';

interface Connections {
  interopConnections: RTCPeerConnection[];
}

/** Has the page keep its connections, for {@link pageLoss}; before it is opened. */
export async function watchConnections(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const globals = globalThis as unknown as Connections & { RTCPeerConnection: typeof RTCPeerConnection };
    globals.interopConnections = [];
    const { RTCPeerConnection: Real } = globals;
    globals.RTCPeerConnection = class extends Real {
      constructor(...parameters: ConstructorParameters<typeof Real>) {
        super(...parameters);
        globals.interopConnections.push(this);
      }
    };
  });
}

/** What the browser itself counts of the voice that it gets. */
export function pageLoss(page: Page): Promise<Loss> {
  return page.evaluate(async () => {
    let [packets, lost] = [0, 0];
    for (const connection of (globalThis as unknown as Connections).interopConnections) {
      for (const stats of (await connection.getStats()).values()) {
        if (stats.type !== 'inbound-rtp') continue;
        packets += stats.packetsReceived;
        lost += stats.packetsLost;
      }
    }
    return { packets, lost };
  });
}
