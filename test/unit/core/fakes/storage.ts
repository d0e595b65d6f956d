import type { Records, SecretStore } from '../../../../main/core/ports.ts';

/** A keychain in memory; `state` says how it is, and `hold` lets the next writes wait for `release`. */
export interface FakeSecrets extends SecretStore {
  readonly items: Map<string, string>;
  readonly calls: readonly string[];
  state: 'working' | 'locked' | 'unavailable' | 'silent';
  /** What the user does when asked to unlock it. */
  user: 'unlocks' | 'dismisses';
  longestBytes: number;
  /** Says that the keychain may have changed. */
  changed(): void;
  hold(): { release(): void };
}

export function createFakeSecrets(): FakeSecrets {
  const items = new Map<string, string>();
  const calls: string[] = [];
  let gate: Promise<void> = Promise.resolve();
  const listeners: (() => void)[] = [];
  const refusal = () =>
    store.state === 'locked'
      ? ({ kind: 'locked' } as const)
      : ({ kind: 'unavailable', why: store.state === 'silent' ? 'silent' : 'absent', message: 'no bus' } as const);
  const store: FakeSecrets = {
    items,
    calls,
    state: 'working',
    user: 'unlocks',
    longestBytes: 65_536,
    changed() {
      for (const listener of listeners) listener();
    },
    onChange: (listener) => void listeners.push(listener),
    async check() {
      calls.push('check');
      return store.state === 'working' ? { kind: 'done' } : refusal();
    },
    async unlock() {
      await gate;
      calls.push('unlock');
      if (store.state === 'locked' && store.user === 'unlocks') store.state = 'working';
      return store.state === 'working' ? { kind: 'done' } : refusal();
    },
    hold() {
      const held = Promise.withResolvers<void>();
      gate = held.promise;
      return { release: () => held.resolve() };
    },
    async read(account) {
      calls.push(`read ${account}`);
      if (store.state !== 'working') return refusal();
      const secret = items.get(account);
      if (secret === undefined) return { kind: 'missing' };
      return secret === 'corrupt' ? { kind: 'corrupt' } : { kind: 'found', secret };
    },
    async write(account, secret) {
      await gate;
      calls.push(`write ${account}`);
      if (store.state !== 'working') return refusal();
      items.set(account, secret);
      return { kind: 'done' };
    },
    async remove(account) {
      calls.push(`remove ${account}`);
      if (store.state !== 'working') return refusal();
      items.delete(account);
      return { kind: 'done' };
    },
  };
  return store;
}

/** Documents in memory, through JSON as on a disk. */
export interface FakeRecords extends Records {
  readonly documents: Map<string, string>;
}

export function createFakeRecords(documents: Readonly<Record<string, unknown>> = {}): FakeRecords {
  const kept = new Map(Object.entries(documents).map(([name, document]) => [name, JSON.stringify(document)]));
  return {
    documents: kept,
    read(name) {
      const text = kept.get(name);
      return text === undefined ? undefined : (JSON.parse(text) as unknown);
    },
    write: (name, document) => void kept.set(name, JSON.stringify(document)),
    async keep(name, document) {
      kept.set(name, JSON.stringify(document));
      return true;
    },
  };
}
