import type { Authorization, AuthorizationRequest, SignInPages, Visit, VisitFailure } from '../../ports.ts';
import { failed, type Result } from '../../result.ts';

/** The sign-in pages of one sign-in: it is told that one is open, and all go when it ends. */
export interface Visits {
  /** Whether the user asked for this sign-in just now: a page that comes unasked would take the focus. */
  readonly allowed: () => boolean;
  passive(url: string, origin: string): Promise<Result<null, VisitFailure>>;
  authorize(request: AuthorizationRequest): Promise<Result<Authorization, VisitFailure>>;
  close(): void;
}

export function createVisits(pages: SignInPages, allowed: () => boolean, onPage: (open: boolean) => void): Visits {
  const open = new Set<Visit<unknown>>();
  let closed = false;

  async function outcomeOf<Value>(begin: () => Visit<Value>): Promise<Result<Value, VisitFailure>> {
    if (closed) return failed({ kind: 'closed', message: 'The sign-in is over' });
    const visit = begin();
    open.add(visit);
    onPage(true);
    const outcome = await visit.outcome;
    open.delete(visit);
    if (!closed) onPage(false);
    return outcome;
  }

  return {
    allowed,
    passive: (url, origin) => outcomeOf(() => pages.passive(url, origin)),
    authorize: (request) => outcomeOf(() => pages.authorize(request)),
    close() {
      closed = true;
      for (const visit of open) visit.close();
    },
  };
}
