import type { Clock } from '../../../../core/ports.ts';
import type { TurnReply, TurnRequests } from './requests.ts';
import { turnMethods } from './turn-message.ts';

/** They last for five minutes (RFC 8656 section 9). */
const renewMs = 240_000;
/** A peer has 32 candidates of a component at most, and some that only its checks show. */
const mostHosts = 48;

/** Which hosts a relay lets in: those that we name. */
export interface Permissions {
  /** Asks the relay to let a host in, and goes on asking until all is closed. Harmless when repeated. */
  ask(host: string): void;
  /** Whether it was asked for, and not refused. */
  admits(host: string): boolean;
  close(): void;
}

export interface PermissionsDeps {
  readonly requests: TurnRequests;
  readonly clock: Clock;
  /** The relay refused to let a host in. */
  readonly onRefused: (reply: Extract<TurnReply, { readonly kind: 'error' }>) => void;
}

export function createPermissions({ requests, clock, onRefused }: PermissionsDeps): Permissions {
  const hosts = new Map<string, 'asked' | 'refused'>();
  const timers = new Set<() => void>();
  let closed = false;

  const request = (host: string) => {
    // The port says nothing (RFC 8656 section 9.1).
    requests.ask({ method: turnMethods.createPermission, peer: { host, port: 0 } }, (reply) => {
      if (closed) return;
      if (reply.kind === 'success') return renewLater(host);
      // Whoever sends there next asks again.
      if (reply.kind === 'silent') return void hosts.delete(host);
      hosts.set(host, 'refused');
      onRefused(reply);
    });
  };
  const renewLater = (host: string) => {
    const cancel = clock.after(renewMs, () => {
      timers.delete(cancel);
      request(host);
    });
    timers.add(cancel);
  };

  return {
    ask(host) {
      if (hosts.has(host) || hosts.size === mostHosts) return;
      hosts.set(host, 'asked');
      request(host);
    },
    admits: (host) => hosts.get(host) === 'asked',
    close() {
      closed = true;
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}
