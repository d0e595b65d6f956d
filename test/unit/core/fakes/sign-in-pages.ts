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
  readonly forgotten: number;
}

export function createFakeSignInPages(): FakeSignInPages {
  const open: OpenPage[] = [];
  let forgotten = 0;
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
    get forgotten() {
      return forgotten;
    },
    forget: () => {
      forgotten += 1;
    },
    passive: (url) => visit(url, null),
    authorize: (request) => visit(request.authorizationUri, request),
  };
}
