/** A page of the documentation, as it was read from its Markdown by `npm run guide`: words and how they stand, and nothing that a browser would run. */
export type Guide = readonly Block[];

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly id: string; readonly text: Inline }
  | { readonly kind: 'paragraph'; readonly text: Inline }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly entries: readonly Guide[] }
  | { readonly kind: 'table'; readonly head: readonly Inline[]; readonly rows: readonly (readonly Inline[])[] };

export type Inline = readonly InlinePiece[];

/** `to`: the heading of this page that a link leads to. Links elsewhere are their words alone. */
export type InlinePiece =
  | string
  | { readonly kind: 'strong' | 'emphasis'; readonly text: Inline }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly to: string; readonly text: Inline };
