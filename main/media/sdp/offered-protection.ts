import { failed, ok, type Result } from '../../core/result.ts';
import { attributesIn } from '../attributes.ts';
import { chooseKey, type OfferedKey } from './crypto-line.ts';
import type { OfferFailure } from './offer-failure.ts';
import type { AudioLines } from './tidy.ts';

/** How the voice of an audio line is protected. */
export interface OfferedProtection {
  /** Null: it goes in the clear. */
  readonly key: OfferedKey | null;
  /** The far side insists on encryption ([MS-SDPEXT]), and wants to hear the same. */
  readonly required: boolean;
}

/**
 * What of an audio line's encryption is taken. A line of plain RTP with a key is encrypted too, as these servers and clients offer it, unless the far side
 * refuses that ([MS-SDPEXT] section 3.1.5, RFC 4568). `protocol`: of its m= line. `lines`: of that line and of the session. `encrypted`: voice in the
 * clear is refused.
 */
export function chooseProtection(
  protocol: string,
  lines: AudioLines,
  encrypted = false,
): Result<OfferedProtection, OfferFailure> {
  const name = protocol.toUpperCase();
  const isSecure = name === 'RTP/SAVP' || name === 'RTP/SAVPF';
  if (name.startsWith('UDP/TLS/')) return mismatch(`${name} is encrypted in another way`);
  if (!isSecure && name !== 'RTP/AVP' && name !== 'RTP/AVPF') {
    return failed({ failure: 'unsupported-media', message: `transport ${protocol} is not supported` });
  }
  const said = encryption(lines);
  const key = isSecure || said !== 'rejected' ? chooseKey(cryptoLines(lines)) : null;
  if (key === null && isSecure) return mismatch('none of its keys can be used');
  if (key === null && said === 'required') return mismatch('encryption is required, and none of its keys can be used');
  if (key === null && encrypted) return failed(inTheClear);
  return ok({ key, required: said === 'required' });
}

const inTheClear: OfferFailure = {
  failure: 'encryption-missing',
  message: 'voice in the clear is not allowed here',
};

function mismatch(message: string): Result<never, OfferFailure> {
  return failed({ failure: 'encryption-mismatch', message });
}

/** The line's own are all that count, where it has any: those of a session are for the lines that have none. */
function cryptoLines({ media, session }: AudioLines): string[] {
  const own = attributesIn(media, 'crypto');
  return own.length > 0 ? own : attributesIn(session, 'crypto');
}

/** `a=encryption` ([MS-SDPEXT]): the line's own counts before the session's. */
function encryption({ media, session }: AudioLines): string {
  const [said = ''] = [media, session].flatMap((lines) => attributesIn(lines, 'encryption'));
  return said.toLowerCase();
}
