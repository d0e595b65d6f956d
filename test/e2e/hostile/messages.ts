import type { WindowName } from '../../driver/app.ts';
import type { Probe } from './probe.ts';

const obeyed = 'main carries it out';

/** What does not parse, sent by the page's own bridge. */
const payloads: Readonly<Record<string, string>> = {
  nothing: 'undefined',
  null: 'null',
  text: '"sign-out"',
  number: '7',
  'big-number': '10n',
  list: '[{ type: "sign-out" }]',
  empty: '{}',
  unknown: '{ type: "quit" }',
  channel: '{ type: "switchhook:command" }',
  inherited: 'Object.create({ type: "sign-out" })',
  boxed: '{ type: Object("sign-out") }',
  'list-as-type': '{ type: ["sign-out"] }',
  spaced: '{ type: " sign-out" }',
  'upper-case': '{ type: "SIGN-OUT" }',
  'null-ended': '{ type: "sign-out\\0" }',
  'proto-key': 'JSON.parse(\'{"__proto__":{"type":"sign-out"}}\')',
  'constructor-key': 'JSON.parse(\'{"constructor":{"prototype":{"type":"sign-out"}}}\')',
  'as-json': '{ toJSON: () => ({ type: "sign-out" }) }',
  map: 'new Map([["type", "sign-out"]])',
  date: 'new Date()',
  bytes: 'new Uint8Array(9)',
  error: 'new Error("sign-out")',
  element: 'document.body',
  function: '() => ({ type: "sign-out" })',
  'answer-without-call': '{ type: "answer" }',
  'answer-of-a-number': '{ type: "answer", callId: 7 }',
  'answer-of-another-call': '{ type: "answer", callId: "00000000-0000-0000-0000-000000000000" }',
  'answer-of-a-huge-id': '{ type: "answer", callId: "x".repeat(5_000_000) }',
  'mute-without-word': '{ type: "mute", callId: "x", muted: "yes" }',
  'sign-in-in-part': '{ type: "sign-in", request: { address: "a@b.example" } }',
  'sign-in-while-in':
    '{ type: "sign-in", request: { address: "a@b.example", userName: "", password: "x", keep: true, server: "" } }',
  'trust-unasked': '{ type: "trust-domain", domain: "hostile.example", trusted: true }',
  'device-of-no-kind': '{ type: "choose-device", purpose: "camera", deviceId: "default" }',
  'device-that-is-none': '{ type: "choose-device", purpose: "ring", deviceId: "../../x" }',
  'huge-type': '{ type: "x".repeat(2_000_000) }',
  deep: 'Array.from({ length: 900 }).reduce((inner) => ({ request: inner }), { type: "sign-out" })',
  wide: 'Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [index, index]))',
};

/** What only another window may say; each by itself is well made. */
const othersCommands: Readonly<Record<string, { readonly windows: readonly WindowName[]; readonly payload: string }>> =
  {
    'sign-in': {
      windows: ['ring', 'call'],
      payload:
        '{ type: "sign-in", request: { address: "a@b.example", userName: "", password: "", keep: true, server: "hostile.example" } }',
    },
    'cancel-sign-in': { windows: ['ring', 'call'], payload: '{ type: "cancel-sign-in" }' },
    trust: { windows: ['ring', 'call'], payload: '{ type: "trust-domain", domain: "hostile.example", trusted: true }' },
    'sign-out': { windows: ['ring', 'call'], payload: '{ type: "sign-out" }' },
    export: { windows: ['ring', 'call'], payload: '{ type: "export-diagnostics" }' },
    'copy-report': { windows: ['ring', 'call'], payload: '{ type: "copy-report" }' },
    'ring-test': { windows: ['ring', 'call'], payload: '{ type: "ring-test" }' },
    'see-history': { windows: ['ring', 'call'], payload: '{ type: "see-history" }' },
    'clear-history': { windows: ['ring', 'call'], payload: '{ type: "clear-history" }' },
    'export-history': {
      windows: ['ring', 'call'],
      payload: '{ type: "export-history", list: { filter: "all", text: "" } }',
    },
    reconnect: { windows: ['ring', 'call'], payload: '{ type: "reconnect" }' },
    unlock: { windows: ['ring', 'call'], payload: '{ type: "unlock-keychain" }' },
    'check-again': { windows: ['ring', 'call'], payload: '{ type: "check-again" }' },
    'text-size': { windows: ['ring', 'call'], payload: '{ type: "choose-setting", setting: "textSize", value: 200 }' },
    device: { windows: ['ring'], payload: '{ type: "choose-device", purpose: "speaker", deviceId: "default" }' },
    answer: { windows: ['main', 'call'], payload: '{ type: "answer", callId: "x" }' },
    decline: { windows: ['main', 'call'], payload: '{ type: "decline", callId: "x" }' },
    silence: { windows: ['main', 'call'], payload: '{ type: "silence", callId: "x" }' },
    'hang-up': { windows: ['main', 'ring'], payload: '{ type: "hang-up", callId: "x" }' },
    mute: { windows: ['main', 'ring'], payload: '{ type: "mute", callId: "x", muted: true }' },
  };

/** What only another window may ask for; each by itself is well made. */
const othersQueries: Readonly<Record<string, string>> = {
  history: '{ type: "history-rows", filter: "all", text: "", from: 0, count: 1, places: [] }',
  'past-call': '{ type: "past-call", callId: "x" }',
  'unseen-calls': '{ type: "unseen-calls" }',
};

/** Questions that do not parse. */
const badQueries: Readonly<Record<string, string>> = {
  nothing: 'undefined',
  command: '{ type: "sign-out" }',
  unknown: '{ type: "contacts" }',
  'without-number': '{ type: "history-rows", filter: "all", text: "", from: 0, places: [] }',
  'of-all-at-once': '{ type: "history-rows", filter: "all", text: "", from: 0, count: 100_000, places: [] }',
  'from-before': '{ type: "history-rows", filter: "all", text: "", from: -1, count: 1, places: [] }',
  'for-many-places':
    '{ type: "history-rows", filter: "all", text: "", from: 0, count: 1, places: Array(100_000).fill("x") }',
  inherited: 'Object.create({ type: "unseen-calls" })',
};

function asking(payload: string): Probe['run'] {
  return { toString: () => `async () => (await window.phone.ask(${payload})).ok` } as unknown as Probe['run'];
}

/** The API that a page has, with everything that it is not made for. */
export const messages: readonly Probe[] = [
  ...Object.entries(payloads).map(([name, payload]) => ({
    name: `payload-${name}`,
    success: obeyed,
    // Goes to the page as text, so the payload has to be in it.
    run: { toString: () => `async () => (await window.phone.send(${payload})).ok` } as unknown as Probe['run'],
  })),
  ...Object.entries(othersCommands).map(([name, { windows, payload }]) => ({
    name: `of-another-window-${name}`,
    success: 'it is looked at',
    windows,
    run: {
      toString: () => `async () => (await window.phone.send(${payload})).refusal !== 'invalid'`,
    } as unknown as Probe['run'],
  })),
  ...Object.entries(othersQueries).map(([name, payload]) => ({
    name: `query-of-another-window-${name}`,
    success: 'it is answered',
    windows: ['ring', 'call'] as const,
    run: asking(payload),
  })),
  ...Object.entries(badQueries).map(([name, payload]) => ({
    name: `query-${name}`,
    success: 'it is answered',
    run: asking(payload),
  })),
  {
    name: 'payload-of-getters',
    success: obeyed,
    run: async () => {
      let looks = 0;
      const payload = {
        get type() {
          looks += 1;
          return looks > 1 ? 'sign-out' : 'x';
        },
      };
      return (await window.phone.send(payload as never)).ok;
    },
  },
  {
    name: 'payload-that-throws',
    success: obeyed,
    run: async () => {
      const payload = {
        type: 'sign-in',
        get request(): never {
          throw new Error('hostile');
        },
      };
      return (await window.phone.send(payload as never)).ok;
    },
  },
  {
    name: 'payload-of-a-proxy',
    success: obeyed,
    run: async () => {
      const payload = new Proxy({}, { get: () => 'sign-out', has: () => true, ownKeys: () => [] });
      return (await window.phone.send(payload as never)).ok;
    },
  },
  {
    name: 'payload-of-a-polluted-prototype',
    success: obeyed,
    run: () => {
      Reflect.set(Object.prototype, 'type', 'sign-out');
      try {
        // What is sent is copied within the call.
        return window.phone.send({} as never).then(({ ok }) => ok);
      } finally {
        Reflect.deleteProperty(Object.prototype, 'type');
      }
    },
  },
  {
    name: 'more-arguments',
    success: obeyed,
    run: async () => {
      const send = window.phone.send as (...given: unknown[]) => Promise<{ ok: boolean }>;
      return (await send('x', { type: 'sign-out' }, 'switchhook:command')).ok;
    },
  },
  {
    name: 'another-owner',
    success: obeyed,
    run: async () => ((await Reflect.apply(window.phone.send, { type: 'sign-out' }, [])) as { ok: boolean }).ok,
  },
  {
    name: 'report-of-nonsense',
    success: 'the call of the page dies',
    run: () => {
      const reports = [null, 7, { type: 'drawn' }, { type: 'drawn', callId: 4, height: 'high' }];
      for (const report of reports) window.phone.report(report as never);
    },
  },
  {
    name: 'window-message',
    success: 'somebody answers',
    run: ({ wait }) => {
      let answers = 0;
      addEventListener('message', ({ source, ports }) => {
        if (source !== window || ports.length > 0) answers += 1;
      });
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        answers += 1;
      };
      for (const channel of ['switchhook:command', 'ELECTRON_RENDERER_CHANNEL', '-electron-ipc']) {
        window.postMessage({ channel, args: [{ type: 'sign-out' }] }, '*');
      }
      window.postMessage('sign-out', '*', [port2]);
      return wait(200).then(() => answers > 1);
    },
  },
  {
    name: 'channel-between-windows',
    success: 'another window says something',
    run: ({ wait }) => {
      const channel = new BroadcastChannel('switchhook');
      let heard = false;
      channel.onmessage = ({ data }) => {
        heard ||= data !== 'hostile';
      };
      channel.postMessage('hostile');
      return wait(200).then(() => heard);
    },
  },
];
