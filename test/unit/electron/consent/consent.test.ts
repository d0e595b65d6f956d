import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createConsent } from '../../../../main/electron/consent/consent.ts';
import type { Question } from '../../../../main/electron/consent/questions.ts';
import { createVouchedPlaces } from '../../../../main/electron/consent/vouched-places.ts';
import { createUrls } from '../../../../main/parsing/urls.ts';
import type { AppView, Command, SignInRequest, SignInView, TrustView } from '../../../../preload/contract/index.ts';
import { view as appView } from '../../../views/samples.ts';
import { createFakeRecords } from '../../core/fakes/storage.ts';
import { englishWords } from '../../core/fakes/words.ts';
import { createManualClock, settled } from '../manual-clock.ts';
import { silentLog } from '../silent-log.ts';

const form: SignInView = {
  address: 'dana@contoso.com',
  userName: '',
  keep: true,
  server: '',
  stage: null,
  page: false,
  trust: null,
  problem: null,
};

function signedOut(trust: TrustView | null = null): AppView {
  const status = trust === null ? 'Signed out' : 'Connecting';
  return appView({ session: { status, detail: '', summary: '', user: null, signIn: { ...form, trust } } });
}

function request(more: Partial<SignInRequest> = {}): SignInRequest {
  return { address: 'dana@contoso.com', userName: '', password: 'secret', keep: true, server: '', ...more };
}

interface Setting {
  readonly discoveryUrl?: string;
  readonly domains?: readonly string[];
  readonly records?: Readonly<Record<string, unknown>>;
}

function setUp({ discoveryUrl, domains = [], records: kept = {} }: Setting = {}) {
  const records = createFakeRecords(kept);
  const clock = createManualClock();
  const [asked, done]: [Question[], Command[]] = [[], []];
  let [view, shows] = [signedOut(), true];
  let answer: (yes: boolean) => void = () => {};
  let fail: () => void = () => {};
  let withdrawn: AbortSignal | null = null;
  const consent = createConsent({
    places: createVouchedPlaces({ records, discoveryUrl: discoveryUrl ?? null, domains }),
    ask: (question, signal) => {
      asked.push(question);
      withdrawn = signal;
      return new Promise((resolve, reject) => {
        answer = resolve;
        fail = () => reject(new Error('no display'));
        signal.addEventListener('abort', () => resolve(false));
      });
    },
    words: englishWords,
    urls: createUrls(),
    clock,
    log: silentLog,
    view: () => view,
    account: () => ({ address: 'dana@contoso.com', userName: '', keep: true, server: '', ...(kept.account ?? {}) }),
    mainShows: () => shows,
    command: (command) => {
      done.push(command);
      return { ok: true };
    },
  });
  return {
    ...{ asked, done, records, clock },
    signIn: (more: Partial<SignInRequest> = {}) => consent.command({ type: 'sign-in', request: request(more) }),
    send: consent.command,
    answer: (yes: boolean) => answer(yes),
    fail: () => fail(),
    isWithdrawn: () => withdrawn?.aborted ?? false,
    hide: () => {
      shows = false;
    },
    show: (next: AppView) => {
      view = next;
      consent.changed();
    },
  };
}

const declined = { ok: false, refusal: 'declined' };
const named = { server: 'pool.evil.example' };
const trust = { host: 'lync.fabrikam.com', domain: 'fabrikam.com' };

test('a server that was named is asked about, by its host, before anything is done; a no does nothing', async () => {
  const { asked, done, signIn, answer } = setUp();
  const result = signIn(named);
  await settled();
  assert.deepEqual([asked.map(({ message }) => message), done], [['Sign in at pool.evil.example?'], []]);
  answer(false);
  assert.deepEqual([await result, done], [declined, []]);
});

test('after a yes exactly what was asked about is done, and that server is not asked about again', async () => {
  const { asked, done, signIn, answer } = setUp();
  const result = signIn(named);
  answer(true);
  assert.deepEqual([await result, done], [{ ok: true }, [{ type: 'sign-in', request: request(named) }]]);
  assert.deepEqual(await signIn({ ...named, address: 'ana@contoso.com', password: '' }), { ok: true });
  assert.equal(asked.length, 1);
  signIn({ server: 'other.evil.example' });
  assert.equal(asked.length, 2);
});

for (const [typed, shown] of [
  ['https://pool.contoso.com@evil.example.', null],
  ['https://evil.example/pool.contoso.com', 'evil.example'],
  ['https://evil.example\\@pool.contoso.com/', null],
  ['evil.example#pool.contoso.com', 'evil.example'],
  ['evil.example?.contoso.com', 'evil.example'],
  ['HTTPS://EVIL.example:8443/x', 'evil.example:8443'],
  ['cоntoso.com', 'xn--cntoso-wqf.com'],
  ['contoso.com\u202egro.live', 'contoso.comgro.live'],
  ['ｅｖｉｌ.example', 'evil.example'],
  ['http://evil.example/', 'evil.example'],
  ['https://', null],
  ['file:///etc/passwd', null],
  ['0x7f.1', null],
  ['[::1]:8443', '[::1]:8443'],
] as const) {
  test(`"${encodeURI(typed)}" is shown as ${shown ?? 'nothing, since nothing may be asked there'}`, async () => {
    const { asked, signIn } = setUp();
    signIn({ server: typed });
    await settled();
    assert.deepEqual(
      asked.map(({ message }) => message),
      shown === null ? [] : [`Sign in at ${shown}?`],
    );
  });
}

test('another port of a server that was vouched for is another server', () => {
  const { asked, signIn } = setUp({ records: { 'vouched-places': { server: ['pool.contoso.com'], domain: [] } } });
  signIn({ server: 'pool.contoso.com' });
  assert.equal(asked.length, 0);
  signIn({ server: 'pool.contoso.com:8443' });
  assert.equal(asked.length, 1);
});

test('a domain is asked about before the user of this computer is offered there', async () => {
  const { asked, done, signIn, answer } = setUp();
  const result = signIn({ password: '' });
  assert.deepEqual([asked.map(({ message }) => message), done], [['Sign in at contoso.com?'], []]);
  assert.match(asked[0]?.detail ?? '', /as the user of this computer/);
  answer(true);
  assert.deepEqual(await result, { ok: true });
  assert.deepEqual(await signIn({ password: '' }), { ok: true });
});

test('the first password of all goes to the domain of the address; the next domain is asked about', async () => {
  const { asked, signIn, show } = setUp();
  assert.deepEqual(await signIn(), { ok: true });
  show(appView());
  show(signedOut());
  assert.deepEqual(await signIn(), { ok: true });
  assert.deepEqual(await signIn({ password: '' }), { ok: true });
  assert.equal(asked.length, 0);
  signIn({ address: 'dana@evil.example' });
  assert.equal(asked[0]?.message, 'Sign in at evil.example?');
});

test('a sign-in at a named server vouches for that server, not for the domain of its address', async () => {
  const { asked, signIn, show } = setUp({ records: { account: { server: 'pool.contoso.com' } } });
  show(appView());
  show(signedOut());
  signIn({ password: '' });
  assert.equal(asked.length, 1);
});

test('only who is signed in has vouched for a domain, and only where it was looked for there', () => {
  const connecting = setUp();
  connecting.show(signedOut(trust));
  connecting.show(signedOut());
  connecting.signIn({ password: '' });
  assert.equal(connecting.asked.length, 1);
  const byUrl = setUp({ discoveryUrl: 'https://pool.contoso.com/root' });
  const byServer = setUp({ records: { account: { server: 'pool.contoso.com' } } });
  for (const { show, records } of [byUrl, byServer]) {
    show(appView());
    assert.equal(records.read('vouched-places') ?? null, null);
  }
});

test('a password goes unasked only where nobody has vouched for anything yet', () => {
  for (const kept of [
    { server: ['a.example'], domain: [] },
    { server: [], domain: ['a.example'] },
    { server: ['a.example'], domain: ['a.example'] },
  ]) {
    const { asked, signIn } = setUp({ records: { 'vouched-places': kept } });
    signIn();
    assert.equal(asked.length, 1);
  }
});

test('what the administrator or the command line names is not asked about', async () => {
  const byUrl = setUp({ discoveryUrl: 'https://pool.contoso.com:4443/root' });
  assert.deepEqual(await byUrl.signIn({ password: '' }), { ok: true });
  assert.deepEqual(await byUrl.signIn({ server: 'pool.contoso.com:4443' }), { ok: true });
  byUrl.signIn({ server: 'pool.contoso.com' });
  assert.equal(byUrl.asked.length, 1);
  const byDomain = setUp({ domains: ['contoso.com'] });
  assert.deepEqual(await byDomain.signIn({ password: '' }), { ok: true });
  assert.deepEqual(await byDomain.signIn({ server: 'pool.contoso.com' }), { ok: true });
  assert.deepEqual(await byDomain.signIn({ server: 'pool.contoso.com:8443' }), { ok: true });
  byDomain.signIn({ server: 'contoso.com.evil.example' });
  assert.equal(byDomain.asked.length, 1);
});

test('what the phone refuses anyhow is not asked about', async () => {
  const { asked, done, signIn, show } = setUp();
  await signIn({ ...named, address: 'dana' });
  show(appView());
  await signIn(named);
  assert.deepEqual([asked.length, done.length], [0, 2]);
});

test('a domain is trusted by a yes outside the page; not to trust it needs none', async () => {
  const { asked, done, send, show, answer } = setUp();
  show(signedOut(trust));
  const refused = send({ type: 'trust-domain', domain: 'fabrikam.com', trusted: true });
  assert.equal(asked[0]?.message, 'Trust fabrikam.com for signing in at contoso.com?');
  assert.match(asked[0]?.detail ?? '', /leads to lync\.fabrikam\.com\..*do not know fabrikam\.com, choose Cancel/s);
  assert.equal(asked[0]?.yes, 'Trust');
  answer(false);
  assert.deepEqual([await refused, done], [declined, []]);
  const taken = send({ type: 'trust-domain', domain: 'fabrikam.com', trusted: true });
  answer(true);
  assert.deepEqual(await taken, { ok: true });
  assert.deepEqual(await send({ type: 'trust-domain', domain: 'fabrikam.com', trusted: false }), { ok: true });
  assert.deepEqual(
    done.map((command) => command.type === 'trust-domain' && command.trusted),
    [true, false],
  );
});

test('a domain that no server leads to is not asked about, and is the phone’s to refuse', async () => {
  const { asked, done, send, show } = setUp();
  show(signedOut(trust));
  await send({ type: 'trust-domain', domain: 'evil.example', trusted: true });
  show(signedOut());
  await send({ type: 'trust-domain', domain: 'fabrikam.com', trusted: true });
  assert.deepEqual([asked.length, done.length], [0, 2]);
});

test('a question that no longer matters is withdrawn, and its yes comes too late', async () => {
  const others = [
    { host: 'evil.example', domain: 'evil.example' },
    { host: 'evil.example', domain: 'fabrikam.com' },
    { host: 'lync.fabrikam.com', domain: 'evil.example' },
  ];
  for (const next of [signedOut(), ...others.map(signedOut), appView()]) {
    const { done, send, show, isWithdrawn, answer } = setUp();
    show(signedOut(trust));
    const result = send({ type: 'trust-domain', domain: 'fabrikam.com', trusted: true });
    show(next);
    answer(true);
    assert.deepEqual([isWithdrawn(), await result, done], [true, declined, []]);
  }
  const { done, signIn, show, isWithdrawn } = setUp();
  const result = signIn(named);
  show(appView());
  assert.deepEqual([isWithdrawn(), await result, done], [true, declined, []]);
});

test('one question at a time, a few in a minute, none from a window that nobody sees', async () => {
  const { asked, signIn, answer, clock, hide } = setUp();
  for (let round = 1; round <= 4; round += 1) {
    const result = signIn(named);
    assert.deepEqual(await signIn({ server: 'other.example' }), { ok: false, refusal: 'repeated' });
    answer(false);
    await result;
  }
  assert.deepEqual([await signIn(named), asked.length], [{ ok: false, refusal: 'unavailable' }, 4]);
  clock.advance(59_999);
  assert.deepEqual([await signIn(named), asked.length], [{ ok: false, refusal: 'unavailable' }, 4]);
  clock.advance(1);
  const result = signIn(named);
  assert.equal(asked.length, 5);
  answer(false);
  await result;
  hide();
  assert.deepEqual([await signIn(named), asked.length], [{ ok: false, refusal: 'unavailable' }, 5]);
});

test('no text of an address, a user name or a password is in a question', () => {
  const { asked, signIn } = setUp();
  signIn({ ...named, address: 'press-sign-in@x.y', userName: 'It is safe', password: 'Choose Sign in' });
  assert.doesNotMatch(JSON.stringify(asked), /press-sign-in|It is safe|Choose Sign/);
});

test('a box that cannot be shown is a no, and the next one can be', async () => {
  const { asked, done, signIn, fail, answer } = setUp();
  const result = signIn(named);
  fail();
  assert.deepEqual([await result, done], [declined, []]);
  const next = signIn(named);
  answer(true);
  assert.deepEqual([await next, asked.length], [{ ok: true }, 2]);
});

test('what was vouched for is kept, each once, the newest fifty of a kind', async () => {
  const server = Array.from({ length: 50 }, (_, index) => `s${index}.example`);
  const { records, signIn, answer } = setUp({ records: { 'vouched-places': { server, domain: ['contoso.com'] } } });
  const result = signIn(named);
  answer(true);
  await result;
  await signIn(named);
  assert.deepEqual(records.read('vouched-places'), {
    server: ['pool.evil.example', ...server.slice(0, 49)],
    domain: ['contoso.com'],
  });
});

test('the question says by what one is signed in, and that a proxy is told something too', () => {
  const details = (more: Partial<SignInRequest>): string => {
    const { asked, signIn } = setUp();
    signIn({ ...named, ...more });
    return asked[0]?.detail ?? '';
  };
  assert.match(details({ password: '' }), /the server pool\.evil\.example to sign you in as the user of this computer/);
  assert.match(
    details({}),
    /with the sign-in address and the password that were entered\.\n\nIf you did not ask for this/,
  );
  assert.match(details({ userName: ' ' }), /with the sign-in address and the password/);
  assert.match(details({ userName: 'X\\dana' }), /with the user name and the password/);
  assert.doesNotMatch(details({}), /proxy/);
  assert.match(details({ proxy: { userName: 'dana', password: 'x' } }), /The proxy on the way gets the password/);
  assert.match(details({ server: '', password: '' }), /the servers of contoso\.com to sign/);
});

test('what else is in the records is not written again', async () => {
  const kept = { server: [7, 'a.example'], domain: [null, 'b.example'] };
  const { records, asked, signIn, answer } = setUp({ records: { 'vouched-places': kept } });
  const result = signIn(named);
  assert.equal(asked[0]?.yes, 'Sign in');
  answer(true);
  await result;
  assert.deepEqual(records.read('vouched-places'), {
    server: ['pool.evil.example', 'a.example'],
    domain: ['b.example'],
  });
});

test('records that are broken vouch for nothing', () => {
  for (const kept of [null, 7, 'x', [], { server: 'pool.evil.example' }, { server: [7, null], domain: {} }]) {
    const { asked, signIn } = setUp({ records: { 'vouched-places': kept } });
    signIn(named);
    assert.equal(asked.length, 1);
  }
});

test('a link of a message is asked about by its host, once in a run', async () => {
  const { asked, done, send, answer } = setUp();
  const link = (url: string): Command => ({ type: 'open-link', threadId: 't', messageId: 'm', url });
  const first = send(link('https://northwind.example/1'));
  assert.equal(asked[0]?.message, 'Open northwind.example in your browser?');
  assert.match(asked[0]?.detail ?? '', /https:\/\/northwind\.example\/1$/);
  answer(false);
  assert.deepEqual([await first, done], [declined, []]);
  const second = send(link('https://northwind.example/1'));
  answer(true);
  assert.deepEqual(await second, { ok: true });
  assert.deepEqual(await send(link('https://northwind.example/2')), { ok: true });
  assert.equal(asked.length, 2);
  void send(link('https://evil.example/'));
  assert.equal(asked.length, 3);
});
