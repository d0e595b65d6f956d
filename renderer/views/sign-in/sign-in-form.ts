import type { ProblemView, SignInField, SignInRequest, SignInView, Words } from '../../../preload/contract/index.ts';

/** What the user has typed. */
export type SignInEntry = SignInRequest;

/** What is wrong with single fields, as sentences; only fields that are wrong have one. */
export type FieldErrors = Readonly<Partial<Record<SignInField, string>>>;

/** The form as it starts; the password is never known beforehand. */
export function firstEntry({ address, userName, keep, server }: SignInView): SignInEntry {
  return { address, userName, keep, server, password: '' };
}

/** What can be said here; what is pasted around an address is taken off later. */
export function checked(entry: SignInEntry, { say }: Words): FieldErrors {
  const address = /\S[@\uff20]\S/.test(entry.address);
  return {
    // RFC 7617: the first colon ends the user name.
    ...(entry.proxy?.userName.includes(':') ? { proxyUserName: say('sign-in.proxy-user-name-colon') } : {}),
    ...(address ? {} : { address: say('sign-in.address-missing') }),
  };
}

/** What is sent: the same, without spaces around what was pasted. A password is sent as it is. */
export function request(entry: SignInEntry): SignInRequest {
  const { address, userName, server } = entry;
  return { ...entry, address: address.trim(), userName: userName.trim(), server: server.trim() };
}

const order: readonly SignInField[] = ['proxyUserName', 'proxyPassword', 'server', 'address', 'userName', 'password'];

/** The fields to mark, in the order in which they stand. */
export function badFields(errors: FieldErrors, problem: ProblemView | null): readonly SignInField[] {
  return order.filter((field) => errors[field] !== undefined || (problem?.fields.includes(field) ?? false));
}

/** Where the cursor belongs: the first field to correct, as the problem ranks them; else the first that is empty. */
export function firstToFocus(errors: FieldErrors, problem: ProblemView | null, entry: SignInEntry): SignInField {
  const own = order.find((field) => errors[field] !== undefined);
  if (own) return own;
  const [named] = problem?.fields ?? [];
  if (named) return named;
  return lacksName(entry.address) ? 'address' : 'password';
}

/** Empty, or only the domain that the command line gave: the name in front of it is still to be typed. */
export function lacksName(address: string): boolean {
  return address === '' || address.startsWith('@');
}
