import type { JSX } from 'preact';
import { Button, type ButtonProps } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { Menu } from '../../components/menu.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface CallOtherwiseProps {
  /** With the user's picture; null where that is not possible. */
  readonly onWithVideo: (() => void) | null;
  /** With the user's own telephone; null where that is not possible. */
  readonly onByPhone: (() => void) | null;
  /** To say what it is about; null where that is not possible, or said. */
  readonly onAbout?: (() => void) | null;
  readonly size?: NonNullable<ButtonProps['size']>;
}

/** The ways to call besides the usual one, beside its button: one is a button too, and two share a menu. */
export function CallOtherwise({
  onWithVideo,
  onByPhone,
  onAbout = null,
  size,
}: CallOtherwiseProps): JSX.Element | null {
  const { say } = useWords();
  const ways = [
    ...(onWithVideo === null ? [] : [{ label: say('dial.with-video'), icon: 'video' as const, onChoose: onWithVideo }]),
    ...(onByPhone === null ? [] : [{ label: say('dial.by-phone'), icon: 'phone' as const, onChoose: onByPhone }]),
  ];
  const about = onAbout && { label: say('dial.add-about'), icon: 'pencil' as const, onChoose: onAbout };
  if (ways.length > 1)
    return (
      <Menu name={say('dial.otherwise')} kind="bar" entries={about === null ? ways : [...ways, about]}>
        <Icon name="chevron-down" size="small" />
      </Menu>
    );
  return (
    <>
      {ways.map(({ label, icon, onChoose }) => (
        <Button
          key={label}
          label={label}
          kind="standard"
          icon={icon}
          iconOnly
          onPress={onChoose}
          {...(size && { size })}
        />
      ))}
      {about !== null && (
        <Button label={about.label} kind="quiet" icon={about.icon} iconOnly onPress={about.onChoose} />
      )}
    </>
  );
}
