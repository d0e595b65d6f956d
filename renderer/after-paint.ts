/**
 * Calls back once what is laid out now is on the screen. A hidden window is never painted, and must say how high it
 * wants to be before it can be shown: there it calls back at once. Returns its end.
 */
export function afterPaint(painted: () => void): () => void {
  let over = false;
  const finish = (): void => {
    if (over) return;
    end();
    painted();
  };
  const end = (): void => {
    over = true;
    document.removeEventListener('visibilitychange', finish);
    cancelAnimationFrame(frame);
  };
  // The frame's callback runs before the paint; the task after it runs behind the paint.
  const frame = requestAnimationFrame(() => setTimeout(finish));
  document.addEventListener('visibilitychange', finish);
  if (document.visibilityState === 'hidden') queueMicrotask(finish);
  return end;
}
