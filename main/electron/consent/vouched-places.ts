import type { Records } from '../../core/ports.ts';
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

type Known = Readonly<Record<SignInPlace['kind'], readonly string[]>>;

/**
 * On a computer where nobody has signed in yet, a password may go to the domain of the address unasked: no page has shown anything yet
 * that came from outside.
 */
export function createVouchedPlaces({ records, discoveryUrl, domains }: VouchedPlacesDeps): VouchedPlaces {
  const read = (): Known => {
    const document = records.read(record);
    const fields: Partial<Record<string, unknown>> = typeof document === 'object' && document !== null ? document : {};
    return { server: texts(fields.server), domain: texts(fields.domain) };
  };

  const isAdministrators = ({ kind, host }: SignInPlace): boolean => {
    const name = host.replace(/:\d+$/, '');
    if (domains.some((domain) => isWithin(name, domain))) return true;
    if (discoveryUrl === null) return false;
    return kind === 'domain' || new URL(discoveryUrl).host === host;
  };

  return {
    has(place, anonymous) {
      const known = read();
      const isFirst = known.server.length + known.domain.length === 0;
      if (isAdministrators(place) || known[place.kind].includes(place.host)) return true;
      return place.kind === 'domain' && isFirst && !anonymous;
    },
    isSought: ({ kind }) => kind === 'domain' && discoveryUrl === null,
    add({ kind, host }) {
      const known = read();
      if (known[kind].includes(host)) return;
      records.write(record, { ...known, [kind]: [host, ...known[kind]].slice(0, most) });
    },
  };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
