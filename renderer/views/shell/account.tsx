import type { JSX } from 'preact';
import {
  longestLocation,
  longestNote,
  type OwnPresence,
  type OwnPresenceView,
  ownPresences,
  type PresenceDot as PresenceDotName,
  type RingingView,
  type RoutingView,
  type SessionView,
  silenceSpans,
  type Words,
} from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { Menu, type MenuEntry, type MenuWays } from '../../components/menu.tsx';
import { PresenceDot } from '../../components/presence-dot.tsx';
import { initialsOf } from '../../wording/initials.ts';
import { useWords } from '../../wording/words-context.ts';
import { OwnText } from './own-text.tsx';

export interface AccountProps {
  readonly user: SessionView['user'];
  readonly presence: OwnPresenceView;
  readonly ringing: RingingView;
  readonly routing: RoutingView;
  readonly act: Act;
  readonly onForwarding: () => void;
  readonly onHelp: () => void;
}

/** Who is signed in, what they tell others of themselves, and the way out. */
export function Account(props: AccountProps): JSX.Element | null {
  const { user, presence: own, ringing, routing, act, onForwarding, onHelp } = props;
  const words = useWords();
  const { say } = words;
  if (!user) return null;
  const name = user.name === '' ? user.address : user.name;
  const { presence } = own;
  const shown = presence === null || presence.text === '' ? user.address : presence.text;
  const forwarding: MenuEntry = {
    label: routing.brief ?? say('own.forwarding'),
    icon: 'forward',
    onChoose: onForwarding,
  };
  return (
    <Menu
      name={say('shell.account', { name })}
      head={(ways) => <AccountHead user={user} name={name} own={own} act={act} ways={ways} />}
      entries={[
        ...presenceEntries(own, words, act),
        ...silenceEntries(ringing, words, act),
        ...(routing.state === 'none' ? [] : [forwarding]),
        { label: say('shell.help'), icon: 'unknown', onChoose: onHelp },
        { label: say('shell.sign-out'), icon: 'sign-out', onChoose: () => act({ type: 'sign-out' }) },
      ]}
    >
      <Avatar initials={initialsOf(user.name)} name={name} size={32} presence={presence?.dot ?? 'unknown'} />
      <span class="account-words">
        <span class="account-name cut">
          <bdi>{name}</bdi>
        </span>
        {name !== shown && (
          <span class="account-address cut">
            <bdi>{shown}</bdi>
          </span>
        )}
      </span>
      <Icon name="chevron-down" size="small" />
    </Menu>
  );
}

/** What each choice looks like to others. */
const dots: Readonly<Record<OwnPresence, PresenceDotName>> = {
  available: 'available',
  busy: 'busy',
  'do-not-disturb': 'do-not-disturb',
  'be-right-back': 'away',
  away: 'away',
  'off-work': 'offline',
};

/** Nothing where the server lets no presence be set. */
function presenceEntries({ presence, chosen }: OwnPresenceView, { say }: Words, act: Act): readonly MenuEntry[] {
  if (presence === null) return [];
  const choices = ownPresences.map((each) => ({
    label: say(`own.presence.${each}`),
    icon: <PresenceDot dot={dots[each]} />,
    checked: each === chosen,
    onChoose: () => act({ type: 'set-presence', presence: each }),
  }));
  const calendar: MenuEntry = {
    label: say('own.follow-calendar'),
    icon: 'retry',
    onChoose: () => act({ type: 'set-presence', presence: null }),
  };
  return [...choices, calendar];
}

/** No ring for a while; or, while that lasts, that they are heard again. */
function silenceEntries({ silence }: RingingView, { say }: Words, act: Act): readonly MenuEntry[] {
  if (silence !== null) {
    return [{ label: say('own.ring-again', { silence }), icon: 'bell', onChoose: () => act({ type: 'ring-again' }) }];
  }
  return silenceSpans.map((span) => ({
    label: say(`own.silence-rings.${span}`),
    icon: 'bell-off',
    onChoose: () => act({ type: 'silence-rings', span }),
  }));
}

interface AccountHeadProps extends Pick<AccountProps, 'act'> {
  readonly user: NonNullable<SessionView['user']>;
  readonly name: string;
  readonly own: OwnPresenceView;
  readonly ways: MenuWays;
}

/** Above the entries: what is written for others, each where the server takes it. */
function AccountHead({ user, name, own, act, ways }: AccountHeadProps): JSX.Element | null {
  const { say } = useWords();
  const { note, location, outOfOffice } = own;
  if (note === null && location === null) return null;
  return (
    <div class="own-head">
      {name !== user.address && <p class="account-address cut">{user.address}</p>}
      {note !== null && (
        <OwnText
          id="own-note"
          label={say('own.note')}
          value={note}
          longest={longestNote}
          {...(outOfOffice ? { hint: say('own.out-of-office') } : {})}
          ways={ways}
          onSet={(text) => act({ type: 'set-note', text })}
        />
      )}
      {location !== null && (
        <OwnText
          id="own-location"
          label={say('own.location')}
          value={location}
          longest={longestLocation}
          ways={ways}
          onSet={(text) => act({ type: 'set-location', text })}
        />
      )}
    </div>
  );
}
