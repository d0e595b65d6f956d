/** The relay as a program: says where it listens and what the token is, then what happens, until its input ends. */
import { parseArgs } from 'node:util';
import { defaultOptions, type MsTurnOptions } from './options.ts';
import { startMsTurnServer } from './server.ts';
import { addressText } from './wire/address.ts';

const usage = `node test/peers/ms-turn/cli.ts [--address=A] [--udp-port=3478] [--tcp-port=443] [--version=1..6] [--relay-of-tcp=tcp|udp]
  [--realm=TEXT] [--username=BASE64] [--password=BASE64] [--lifetime=SECONDS]
A port of 0 is any that is free.`;

const { values } = parseArgs({
  options: {
    address: { type: 'string', default: defaultOptions.address },
    'udp-port': { type: 'string', default: '0' },
    'tcp-port': { type: 'string', default: '0' },
    version: { type: 'string', default: String(defaultOptions.version) },
    'relay-of-tcp': { type: 'string', default: defaultOptions.relayOfTcp },
    realm: { type: 'string', default: defaultOptions.realm },
    username: { type: 'string', default: defaultOptions.token.username },
    password: { type: 'string', default: defaultOptions.token.password },
    lifetime: { type: 'string', default: String(defaultOptions.lifetime) },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(usage);
else await run();

async function run(): Promise<void> {
  const server = await startMsTurnServer(
    {
      address: values.address,
      udpPort: Number(values['udp-port']),
      tcpPort: Number(values['tcp-port']),
      version: versionNamed(values.version),
      relayOfTcp: values['relay-of-tcp'] === 'udp' ? 'udp' : 'tcp',
      realm: values.realm,
      token: { username: values.username, password: values.password },
      lifetime: Number(values.lifetime),
    },
    ({ kind, client, detail }) => console.log(`${kind} ${client} ${detail}`),
  );
  const { udp, tcp, options } = server;
  console.log(`listening udp ${udp && addressText(udp)} tcp ${tcp && addressText(tcp)}`);
  console.log(`token ${options.token.username} ${options.token.password}`);
  const quit = async (): Promise<void> => {
    await server.stop();
    process.exit();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, quit);
  process.stdin.on('end', quit).resume();
}

function versionNamed(text: string): MsTurnOptions['version'] {
  const versions = [1, 2, 3, 4, 5, 6] as const;
  const version = versions.find((each) => String(each) === text);
  if (version === undefined) throw new Error(`${text} is no version.\n${usage}`);
  return version;
}
