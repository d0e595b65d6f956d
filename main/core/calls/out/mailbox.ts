import { type DialledAddress, readDialled } from './dial.ts';

/** As policies have it: `sip:dana@contoso.com;opaque=app:voicemail`, or a number. */
const longest = 256;
const parameters = /^(?:;[\w.!~*'()%+-]+(?:=[\w.!~*'()%+:[\]/-]+)?)+$/;

/** Reads where the user's voice mail is called (UCWA reference: policies, voicemailUri); null for what cannot be called. */
export function readMailbox(uri: string | null): DialledAddress | null {
  if (uri === null || uri.length > longest || !/^(?:sips?|tel):/i.test(uri)) return null;
  const from = uri.indexOf(';');
  if (from < 0 || /^tel:/i.test(uri)) return readDialled(uri);
  const [base, rest] = [readDialled(uri.slice(0, from)), uri.slice(from)];
  return base === null || !parameters.test(rest) ? null : { ...base, to: `${base.to}${rest}` };
}
