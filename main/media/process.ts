/** Entry of the media process: an Electron utility process that owns every media socket, and no token. */
import './dom-exception.ts';
import { createClock } from '../system/clock.ts';
import { createRandom } from '../system/random.ts';
import { createGateway } from './gateway.ts';
import { type ListeningMessage, parseInstruction, parseMeans, parseReach } from './messages.ts';
import { createNearListener } from './near-tcp/near-listener.ts';
import { describeStray } from './stray-rejection.ts';

const { parentPort } = process;
const clock = createClock();
const gateway = createGateway({
  send: (event) => parentPort.postMessage(event),
  clock,
  random: createRandom(),
  listener: createNearListener({
    clock,
    onListening: (port) => parentPort.postMessage({ type: 'listening', port } satisfies ListeningMessage),
  }),
});

parentPort.on('message', ({ data }) => {
  const instruction = parseInstruction(data);
  if (instruction !== null) gateway.handle(instruction, parseReach(data), parseMeans(data));
});

// One call's stray rejection must not end the others: Node would stop the process, newer Electrons would not.
process.on('unhandledRejection', (reason) => {
  console.error('media process:', describeStray(reason));
});
