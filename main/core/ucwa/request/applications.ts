import { type Operation, postJson } from './operation.ts';

/** Creates the application, 201, or joins the one of the same endpoint, 200 (UCWA reference: applications). */
export function createApplication(
  href: string,
  application: { readonly userAgent: string; readonly endpointId: string; readonly culture: string },
): Operation {
  return postJson(href, {
    UserAgent: application.userAgent,
    EndpointId: application.endpointId,
    Culture: application.culture,
  });
}

/** Ends the application: sign-out. */
export function deleteApplication(href: string): Operation {
  return { method: 'DELETE', href, timeoutMs: 1_500 };
}
