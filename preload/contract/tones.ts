/** The keys of a telephone, each with the code that it has in telephone events (RFC 4733 section 3.2): its place here. */
export const keyTones = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#', 'A', 'B', 'C', 'D'] as const;

/** What is heard when a key is pressed: a tone of two pitches (ITU-T Q.23). */
export type KeyTone = (typeof keyTones)[number];

/** So many keys can be sent at once, and twice as many wait: longer than any card number with its pauses. */
export const mostTones = 32;
