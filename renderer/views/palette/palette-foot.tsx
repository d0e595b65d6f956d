import type { JSX } from 'preact';
import type { MessageId } from '../../../preload/contract/index.ts';
import { KeyCaps } from '../../components/key-caps.tsx';
import { useWords } from '../../wording/words-context.ts';
import type { PaletteItem } from './items.ts';

export interface PaletteFootProps {
  readonly item: PaletteItem | null;
  /** Whether Tab lists numbers of theirs. */
  readonly hasNumbers: boolean;
  /** Whether Esc leads back to where one came from. */
  readonly leadsBack: boolean;
}

/** What the keys do with what is chosen. */
export function PaletteFoot({ item, hasNumbers, leadsBack }: PaletteFootProps): JSX.Element {
  const { say } = useWords();
  const keys: readonly (readonly [
    boolean,
    MessageId & `palette.key.${string}`,
    MessageId & `palette.way.${string}`,
  ])[] = [
    [item !== null, 'palette.key.enter', `palette.way.${item?.way ?? 'do'}`],
    [item?.call !== undefined, 'palette.key.call', 'palette.way.call'],
    [item?.write !== undefined, 'palette.key.message', 'palette.way.message'],
    [hasNumbers, 'palette.key.tab', 'palette.way.numbers'],
    [true, 'palette.key.escape', leadsBack ? 'palette.way.back' : 'palette.way.close'],
  ];
  return (
    <div class="palette-foot">
      {keys.map(
        ([isThere, key, way]) =>
          isThere && (
            <span key={key} class="palette-way">
              <KeyCaps keys={say(key)} />
              {say(way)}
            </span>
          ),
      )}
    </div>
  );
}
