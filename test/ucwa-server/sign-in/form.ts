/** HTML forms of sign-in pages, and the bodies that they, and token requests, send. */
import type { Incoming } from '../http/incoming.ts';
import { forbidden, type Reply } from '../http/reply.ts';

/** The fields of a form; null for anything else, or where a field comes twice. */
export function readForm(incoming: Incoming): Map<string, string> | null {
  if (incoming.contentType !== 'application/x-www-form-urlencoded') return null;
  const fields = [...new URLSearchParams(incoming.body.toString('utf8'))];
  const form = new Map(fields);
  return form.size === fields.length ? form : null;
}

/** An error as OAuth has it (RFC 6749 section 5.2), not as UCWA has it. */
export function oauthError(error: string, diagnostics: string, more: object = {}): Reply {
  const headers = { 'X-Ms-diagnostics': diagnostics };
  return { status: 400, headers, body: { kind: 'json', value: { error, ...more } } };
}

export function badForm(): Reply {
  return forbidden('no form, or a field twice', oauthError('invalid_request', 'The request is not a form.'));
}

/** A page for people. */
export function page(title: string, content: string, status = 200): Reply {
  const head = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title>`;
  return { status, body: { kind: 'html', text: `${head}<h1>${escaped(title)}</h1>${content}` } };
}

/** A page that says what was wrong with a request that no client should send. */
export function refusedPage(violation: string): Reply {
  return forbidden(violation, page('Something went wrong', `<p role="alert">${escaped(violation)}</p>`, 400));
}

/** The form in which somebody types name and password. */
export function signInForm(
  action: string,
  hidden: Readonly<Record<string, string>>,
  name: string,
  problem = '',
): string {
  const fields = Object.entries(hidden).map(
    ([key, value]) => `<input type="hidden" name="${escaped(key)}" value="${escaped(value)}">`,
  );
  return `<form method="post" action="${escaped(action)}">${fields.join('')}
<p role="alert">${escaped(problem)}</p>
<label>User name <input name="UserName" autocomplete="username" value="${escaped(name)}"></label>
<label>Password <input name="Password" type="password" autocomplete="current-password"></label>
<button name="do" value="sign-in">Sign in</button> <button name="do" value="cancel">Cancel</button></form>`;
}

/** A page that sends its fields on by itself, as AD FS does. */
export function forwardingForm(action: string, fields: Readonly<Record<string, string>>): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  const button = '<noscript><button>Continue</button></noscript>';
  return `<form method="post" action="${escaped(action)}">${inputs.join('')}${button}</form><script>document.forms[0].submit()</script>`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
