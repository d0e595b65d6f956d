import { parentPort, workerData } from 'node:worker_threads';
import { FrameBuffer } from '../../desktop/frame-buffer.ts';
import { monotonicNow } from '../../ucwa-server/ledger.ts';
import type { Sighting } from './pixel-watch.ts';

const pauseMs = 0.25;
const frameBuffer = new FrameBuffer(workerData as string);
const never = new Int32Array(new SharedArrayBuffer(4));

function see({ offset, colour, withinMs }: Sighting): number | null {
  for (const deadline = monotonicNow() + withinMs; monotonicNow() < deadline; ) {
    if (frameBuffer.colourAt(offset) === colour) return monotonicNow();
    Atomics.wait(never, 0, 0, pauseMs);
  }
  return null;
}

parentPort?.on('message', (sighting: Sighting) => parentPort?.postMessage(see(sighting)));
