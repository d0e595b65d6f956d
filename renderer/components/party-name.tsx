import type { JSX } from 'preact';
import type { PartyView } from '../../preload/contract/index.ts';
import { isLongName } from '../wording/party.ts';

export interface PartyNameProps {
  readonly party: PartyView;
  readonly id?: string;
  readonly tooltip?: boolean;
}

/** Who is at the other end, as the heading of a window: a long name is smaller, has more lines, and is cut at its own end. */
export function PartyName({ party: { label }, id, tooltip = false }: PartyNameProps): JSX.Element {
  const size = isLongName(label) ? ' party-name-long' : '';
  return (
    <h1
      class={`party-name${size}`}
      dir="auto"
      {...(id === undefined ? {} : { id })}
      {...(tooltip ? { title: label } : {})}
    >
      <bdi>{label}</bdi>
    </h1>
  );
}
