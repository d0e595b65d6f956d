import type { Clock } from '../../ports.ts';
import { deleteApplication } from '../../ucwa/request/applications.ts';
import { decodeResource, linkOf } from '../../ucwa/resource.ts';
import { isPassing, type UcwaFailure } from '../failure.ts';
import type { Transport, UcwaResult } from '../requests/transport.ts';

/** The making of an application, which is seen through even where nobody wants it any more: else nobody could delete it. */
export interface Creation {
  /** A request that makes one has left. */
  readonly begun: (made: Promise<UcwaResult>) => void;
  isUnderWay(): boolean;
  /** Deletes what was made last, as soon as that is known. */
  undo(): Promise<void>;
}

/** Where it is refused for a moment, so that calls ring on at nobody's: so often, so far apart in milliseconds. */
const mostTries = 3;
const betweenMs = 250;

export function createCreation(transport: Transport, clock: Pick<Clock, 'after'>): Creation {
  let last: Promise<UcwaResult> | null = null;
  let underWay = false;
  return {
    begun(made) {
      last = made;
      underWay = true;
      void made.then(() => {
        if (last === made) underWay = false;
      });
    },
    isUnderWay: () => underWay,
    async undo() {
      const made = await last;
      if (!made?.ok) return;
      const resource = decodeResource(made.value.body);
      const self = resource === null ? null : linkOf(resource, 'self');
      if (self !== null) await remove(self, made.value.url);
    },
  };

  async function remove(self: string, base: string): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const answer = await transport.send(deleteApplication(self), base);
      if (answer.ok || tries === mostTries || !mayPass(answer.failure)) return;
      await new Promise<void>((resolve) => void clock.after(betweenMs * tries, resolve));
    }
  }
}

/** A server that is busy for a moment, or a connection that broke; who waits for the end waits no longer for a server that is away. */
function mayPass(failure: UcwaFailure): boolean {
  if (failure.kind === 'transport') return failure.failure.kind === 'network';
  return isPassing(failure) && (failure.kind !== 'refused' || (failure.retryAfterMs ?? 0) <= betweenMs);
}
