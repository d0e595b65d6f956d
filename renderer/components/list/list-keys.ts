/** The place that a key leads to in a list; -1 for a key that leads nowhere. `page`: rows on the screen. */
export function placeForKey(key: string, at: number, total: number, page: number): number {
  const last = total - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, last);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'PageDown':
      return Math.min(at + page, last);
    case 'PageUp':
      return Math.max(at - page, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return -1;
  }
}
