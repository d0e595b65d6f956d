/** The gateway of the media process, in a process of its own that speaks over Node's channel in place of Electron's. */
import { createGateway } from '../../../main/media/gateway.ts';
import { parseInstruction } from '../../../main/media/messages.ts';
import { createNearListener } from '../../../main/media/near-tcp/near-listener.ts';
import { createClock } from '../../../main/system/clock.ts';
import { createRandom } from '../../../main/system/random.ts';

const clock = createClock();
const gateway = createGateway({
  // Who measured may be gone first.
  send: (event) => process.send?.(event, undefined, {}, () => {}),
  clock,
  random: createRandom(),
  listener: createNearListener({ clock, onListening: () => {} }),
});
process.on('message', (message) => {
  const instruction = parseInstruction(message);
  if (instruction !== null) gateway.handle(instruction, { loopback: true });
});
process.on('disconnect', () => process.exit());
