/** Scripts that put no space between words: any part of a name may be typed. */
export const unspaced: RegExp =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;

/** What is typed like a number, or a part of one, with the marks that people put between digits. */
export const dialled: RegExp = /^[+\d\s().\-/\u00a0\u2010-\u2015]+$/;
