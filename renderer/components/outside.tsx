import type { JSX } from 'preact';
import type { PartyView } from '../../preload/contract/index.ts';
import { outsideLine } from '../wording/party.ts';
import { useWords } from '../wording/words-context.ts';
import { Icon } from './icons/icon.tsx';

export interface OutsideProps {
  readonly party: PartyView;
  readonly id?: string;
}

/** That a caller is not of the organization, where the server says so. */
export function Outside({ party, id }: OutsideProps): JSX.Element | null {
  const line = outsideLine(party, useWords());
  return line === null ? null : (
    <span class="outside" {...(id === undefined ? {} : { id })}>
      <Icon name="warning" size="small" />
      {line}
    </span>
  );
}
