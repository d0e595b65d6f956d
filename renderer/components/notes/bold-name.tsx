import type { JSX } from 'preact';

/** A name that stands out of the words beside it, for a `Sentence`. */
export function boldName(name: string): JSX.Element {
  return (
    <b>
      <bdi>{name}</bdi>
    </b>
  );
}
