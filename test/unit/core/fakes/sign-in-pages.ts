import type {
  Authorization,
  AuthorizationRequest,
  SignInPages,
  Visit,
  VisitFailure,
} from '../../../../main/core/ports.ts';
import { failed, type Result } from '../../../../main/core/result.ts';

/** A page that is open until the test ends the visit. */
export interface OpenPage {
  readonly url: string;
  readonly request: AuthorizationRequest | null;
  finish(outcome: Result<Authorization | null, VisitFailure>): void;
}

export interface FakeSignInPages extends SignInPages {
  readonly open: readonly OpenPage[];
}

export function createFakeSignInPages(): FakeSignInPages {
  const open: OpenPage[] = [];
  function visit<Value>(url: string, request: AuthorizationRequest | null): Visit<Value> {
    const { promise, resolve } = Promise.withResolvers<Result<Value, VisitFailure>>();
    const page: OpenPage = {
      url,
      request,
      finish(outcome) {
        open.splice(open.indexOf(page), 1);
        resolve(outcome as Result<Value, VisitFailure>);
      },
    };
    open.push(page);
    return { outcome: promise, close: () => page.finish(failed({ kind: 'closed', message: 'Closed' })) };
  }
  return {
    open,
    passive: (url) => visit(url, null),
    authorize: (request) => visit(request.authorizationUri, request),
  };
}
