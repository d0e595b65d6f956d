import type { SignInPages, Visit } from '../core/ports.ts';
import { failed } from '../core/result.ts';

/** The organization's own sign-in pages. */
export function createSignInPages(): SignInPages {
  return { passive: noPage, authorize: noPage };
}

function noPage<Value>(): Visit<Value> {
  const outcome = Promise.resolve(failed({ kind: 'failed' as const, message: 'No page can be shown' }));
  return { outcome, close: () => {} };
}
