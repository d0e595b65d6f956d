import type { JSX } from 'preact';
import type { SessionView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { Menu } from '../../components/menu.tsx';
import { initialsOf } from '../../wording/initials.ts';
import { useWords } from '../../wording/words-context.ts';

/** Who is signed in, and the way out. */
export function Account({ user, act }: { readonly user: SessionView['user']; readonly act: Act }): JSX.Element | null {
  const { say } = useWords();
  if (!user) return null;
  const name = user.name === '' ? user.address : user.name;
  return (
    <Menu
      name={say('shell.account', { name })}
      entries={[{ label: say('shell.sign-out'), icon: 'sign-out', onChoose: () => act({ type: 'sign-out' }) }]}
    >
      <Avatar initials={initialsOf(user.name)} name={name} size={32} />
      <span class="account-words">
        <span class="account-name cut">
          <bdi>{name}</bdi>
        </span>
        {name !== user.address && (
          <span class="account-address cut">
            <bdi>{user.address}</bdi>
          </span>
        )}
      </span>
      <Icon name="chevron-down" size="small" />
    </Menu>
  );
}
