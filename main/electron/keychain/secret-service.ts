import type { Clock, SecretsUnavailable, SecretWriteOutcome } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import type { BusCall } from '../dbus/connection.ts';
import { readingOf } from '../dbus/property.ts';
import type { SessionBus } from '../dbus/session-bus.ts';

type Looked<Value> = Promise<Result<Value, SecretsUnavailable>>;

/**
 * What the Secret Service (freedesktop.org, 0.2) tells without opening anything, so that nobody is asked for a password by a look:
 * the library behind keytar asks as soon as it meets a locked item.
 */
export interface SecretService {
  item(attributes: Readonly<Record<string, string>>): Looked<'readable' | 'locked' | 'missing'>;
  /** The collection that new items go to; `none`: making the first item asks the user for a password for it. */
  collection(): Looked<'open' | 'locked' | 'none'>;
  /** Unlocks that collection, and those that items with these attributes are in; ends with the user's answer. */
  unlock(attributes: Readonly<Record<string, string>>): Promise<SecretWriteOutcome>;
  /** Calls back when a collection changed, which unlocking does, and when the service came or went. */
  onChange(listener: () => void): void;
}

const name = 'org.freedesktop.secrets';
const root = '/org/freedesktop/secrets';
const service = { destination: name, path: root, interface: 'org.freedesktop.Secret.Service' };
const none = '/';
/** A user who went for coffee; after this the window may still be there, but nothing waits for it. */
const promptDeadlineMs = 600_000;

/** `bus: null`: there is none, and so no keychain. */
export function createSecretService(bus: SessionBus | null, clock: Clock): SecretService {
  return bus === null ? absentService : serviceOn(bus, clock);
}

function serviceOn(bus: SessionBus, clock: Clock): SecretService {
  const onGone = new Set<() => void>();

  async function call(asked: BusCall): Looked<readonly unknown[]> {
    const reply = await bus.call(asked);
    return reply.ok ? reply : failed(unavailable(reply.failure));
  }

  async function search(attributes: Readonly<Record<string, string>>): Looked<Found> {
    const body = [Object.entries(attributes)];
    const reply = await call({ ...service, member: 'SearchItems', signature: 'a{ss}', body });
    return reply.ok ? ok({ readable: paths(reply.value[0]), locked: paths(reply.value[1]) }) : reply;
  }

  async function defaultCollection(): Looked<string> {
    const reply = await call({ ...service, member: 'ReadAlias', signature: 's', body: ['default'] });
    return reply.ok ? ok(String(reply.value[0])) : reply;
  }

  async function isLocked(path: string): Looked<boolean> {
    const reply = await call(readingOf({ ...service, path }, 'org.freedesktop.Secret.Collection', 'Locked'));
    return reply.ok ? ok(variant(reply.value[0]) === true) : reply;
  }

  /** Shows a prompt; false where the user dismissed it. */
  function prompted(path: string): Promise<boolean> {
    const prompt = { destination: name, path, interface: 'org.freedesktop.Secret.Prompt' };
    return new Promise((resolve) => {
      const end = (unlocked: boolean) => {
        stopListening();
        stopWaiting();
        onGone.delete(gone);
        resolve(unlocked);
      };
      const gone = () => end(false);
      onGone.add(gone);
      const stopListening = bus.onSignal({ sender: name, ...prompt, member: 'Completed' }, ([dismissed]) =>
        end(dismissed !== true),
      );
      const stopWaiting = clock.after(promptDeadlineMs, gone);
      void bus.call({ ...prompt, member: 'Prompt', signature: 's', body: [''] }).then(({ ok: shown }) => {
        if (!shown) gone();
      });
    });
  }

  return {
    async item(attributes) {
      const found = await search(attributes);
      if (!found.ok) return found;
      if (found.value.readable.length > 0) return ok('readable');
      return ok(found.value.locked.length > 0 ? 'locked' : 'missing');
    },
    async collection() {
      const path = await defaultCollection();
      if (!path.ok) return path;
      if (path.value === none) return ok('none');
      const locked = await isLocked(path.value);
      return locked.ok ? ok(locked.value ? 'locked' : 'open') : locked;
    },
    async unlock(attributes) {
      const [path, found] = await Promise.all([defaultCollection(), search(attributes)]);
      if (!path.ok) return path.failure;
      if (!found.ok) return found.failure;
      const collections = new Set([path.value, ...found.value.locked.map(parent)]);
      collections.delete(none);
      const asked = await call({ ...service, member: 'Unlock', signature: 'ao', body: [[...collections]] });
      if (!asked.ok) return asked.failure;
      const prompt = String(asked.value[1]);
      return prompt === none || (await prompted(prompt)) ? { kind: 'done' } : { kind: 'locked' };
    },
    onChange(listener) {
      for (const member of ['CollectionChanged', 'CollectionCreated']) {
        bus.onSignal({ sender: name, path: root, interface: service.interface, member }, listener);
      }
      bus.onOwnerChange(name, () => {
        for (const gone of onGone) gone();
        listener();
      });
    },
  };
}

const noBus: SecretsUnavailable = { kind: 'unavailable', why: 'absent', message: 'There is no message bus' };

const absentService: SecretService = {
  item: async () => failed(noBus),
  collection: async () => failed(noBus),
  unlock: async () => noBus,
  onChange: () => {},
};

interface Found {
  readonly readable: readonly string[];
  readonly locked: readonly string[];
}

function paths(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** An item's path is its collection's with one more part (Secret Service 0.2, object paths). */
function parent(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** The library gives a variant as [parsed signature, [value]]. */
function variant(value: unknown): unknown {
  return Array.isArray(value) && Array.isArray(value[1]) ? value[1][0] : value;
}

/** The bus's own words for nobody being there, nobody answering, and the rest. */
function unavailable(message: string): SecretsUnavailable {
  if (/bus (is gone|is closed|cannot be reached)|ServiceUnknown|NameHasNoOwner|\.Spawn\./.test(message)) {
    return { kind: 'unavailable', why: 'absent', message };
  }
  return { kind: 'unavailable', why: /no reply|NoReply|Timeout/.test(message) ? 'silent' : 'failed', message };
}
