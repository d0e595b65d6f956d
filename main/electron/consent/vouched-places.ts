import * as v from 'valibot';
import type { Records } from '../../core/ports.ts';
import { fields } from '../../core/schema/fields.ts';
import { texts } from '../../core/schema/list.ts';
import { read } from '../../core/schema/schema.ts';
import type { SignInPlace } from '../../core/session/sign-in-place.ts';
import { isWithin } from '../../core/session/trust/trusted-domains.ts';

/** Where a sign-in may go without a question: the user said yes to it, signed in there before, or an administrator named it. */
export interface VouchedPlaces {
  /** `anonymous`: nothing was typed that says who signs in, so that the user of this computer is offered. */
  has(place: SignInPlace, anonymous: boolean): boolean;
  add(place: SignInPlace): void;
  /** Whether discovery looks there at all, and not where somebody else said. */
  isSought(place: SignInPlace): boolean;
}

export interface VouchedPlacesDeps {
  readonly records: Records;
  /** In place of discovery, by the command line or the administrator. */
  readonly discoveryUrl: string | null;
  /** Domains that the administrator vouches for, and that of `--server`. */
  readonly domains: readonly string[];
}

const record = 'vouched-places';
/** Of each kind: the newest. */
const most = 50;

const hosts = v.fallback(texts, []);
const places = fields({ server: hosts, domain: hosts });
type Known = Readonly<Record<SignInPlace['kind'], readonly string[]>>;

/**
 * On a computer where nobody has signed in yet, a password may go to the domain of the address unasked: no page has shown anything yet
 * that came from outside.
 */
export function createVouchedPlaces({ records, discoveryUrl, domains }: VouchedPlacesDeps): VouchedPlaces {
  const vouched = (): Known => read(places, records.read(record)) ?? { server: [], domain: [] };

  const isAdministrators = ({ kind, host }: SignInPlace): boolean => {
    const name = host.replace(/:\d+$/, '');
    if (domains.some((domain) => isWithin(name, domain))) return true;
    if (discoveryUrl === null) return false;
    return kind === 'domain' || new URL(discoveryUrl).host === host;
  };

  return {
    has(place, anonymous) {
      const known = vouched();
      const isFirst = known.server.length + known.domain.length === 0;
      if (isAdministrators(place) || known[place.kind].includes(place.host)) return true;
      return place.kind === 'domain' && isFirst && !anonymous;
    },
    isSought: ({ kind }) => kind === 'domain' && discoveryUrl === null,
    add({ kind, host }) {
      const known = vouched();
      if (known[kind].includes(host)) return;
      records.write(record, { ...known, [kind]: [host, ...known[kind]].slice(0, most) });
    },
  };
}
