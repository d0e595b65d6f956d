/**
 * The simulator as a program: starts the server and the page of colleagues, says how to reach both, and takes commands on
 * standard input until it is told to quit or its input ends.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { MediaMeans } from './application/media-means.ts';
import { type Control, startControl } from './control/control.ts';
import { obey, orderNames, orderNotes } from './control/orders.ts';
import { startUcwaServer, type UcwaServer } from './index.ts';
import { defaultOptions } from './options.ts';

const usage = `npm run simulator -- [--hosts=names|addresses] [--port=N] [--control-port=N] [--password=TEXT] [--time-scale=N]
  [--relay=HOST:PORT --relay-user=NAME --relay-password=TEXT]
Commands: ${orderNames}, help, quit.
${orderNotes}`;

const { values } = parseArgs({
  options: {
    hosts: { type: 'string', default: defaultOptions.hosts },
    port: { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    password: { type: 'string', default: defaultOptions.password },
    'time-scale': { type: 'string', default: '1' },
    relay: { type: 'string' },
    'relay-user': { type: 'string', default: '' },
    'relay-password': { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(usage);
else await run();

async function run(): Promise<void> {
  const server = await startUcwaServer({
    hosts: values.hosts === 'names' ? 'names' : 'addresses',
    port: Number(values.port),
    password: values.password,
    timeScale: Number(values['time-scale']),
    mediaMeans: values.relay === undefined ? {} : relayAt(values.relay),
  });
  const control = await startControl(server, Number(values['control-port']));
  introduce(server, control);
  server.ledger.subscribe(({ kind, callId, method, path, detail }) => {
    if (kind === 'call') console.log(`${callId}: ${detail}`);
    if (kind === 'violation') console.log(`violation: ${method} ${path}: ${detail}`);
  });
  const input = createInterface({ input: process.stdin, prompt: '' });
  const quit = (): void => input.close();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, quit);
  input.on('line', (line) => {
    const [command = '', ...words] = line.trim().split(/\s+/);
    if (command === 'quit') return quit();
    if (command !== '') void answer(server, command, words);
  });
  input.on('close', async () => {
    await control.stop();
    await server.stop();
    process.exit();
  });
}

/** `HOST:PORT` of a relay that serves UDP and TCP there. */
function relayAt(place: string): Partial<MediaMeans> {
  const [, host = place, port = '3478'] = /^(.*):(\d+)$/.exec(place) ?? [];
  return {
    relays: [{ host, udpPort: Number(port), tcpPort: Number(port) }],
    userName: values['relay-user'],
    password: values['relay-password'],
  };
}

function introduce(server: UcwaServer, control: Control): void {
  const { address, userName, password } = server.credentials;
  const lines = [
    ['Discovery', server.discoveryUrl],
    ['CA file', server.caFile],
    ['Hosts file', server.hostsFile],
    ['User', `${address} or ${userName}, password ${password}`],
    ['Colleagues', control.url],
    ['The app', `switchhook --discovery-url=${server.discoveryUrl} --extra-ca=${server.caFile}`],
  ];
  for (const [name = '', value] of lines) console.log(`${name.padEnd(12)}${value}`);
  console.log('"help" lists the commands.');
}

async function answer(server: UcwaServer, command: string, words: readonly string[]): Promise<void> {
  try {
    const said = (await obey(server, command, words)) ?? usage;
    if (said !== '') console.log(said);
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
  }
}
