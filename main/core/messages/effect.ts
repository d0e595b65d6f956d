/** What is to be done after the state has moved. Hrefs are absolute. */
export type MessagesEffect =
  | { readonly type: 'accept'; readonly invitation: string; readonly href: string }
  | { readonly type: 'decline'; readonly href: string }
  | {
      readonly type: 'start';
      readonly href: string;
      readonly to: string;
      readonly operationId: string;
      readonly threadId: string | null;
      readonly text: string;
    }
  | { readonly type: 'add'; readonly href: string; readonly operationId: string; readonly text: string }
  | { readonly type: 'send'; readonly href: string; readonly operationId: string; readonly text: string }
  /** Ends the messaging of a conversation, or an invitation of ours. */
  | { readonly type: 'stop'; readonly href: string }
  /** What has not moved by then has failed. */
  | { readonly type: 'expect'; readonly operationId: string };
