import type { JSX } from 'preact';

/** A shortcut as it is written on the keys; left to right in every script. */
export function KeyCaps({ keys }: { readonly keys: string }): JSX.Element {
  return (
    <kbd class="key-caps" dir="ltr">
      {keys}
    </kbd>
  );
}
