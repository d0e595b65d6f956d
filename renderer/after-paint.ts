/** A hidden window may never be painted, and has to say how high it wants to be before it can be shown. Milliseconds. */
const unpaintedMs = 100;

/** Calls back once what is laid out now is on the screen; where nothing is painted, soon all the same. Returns its end. */
export function afterPaint(painted: () => void): () => void {
  let over = false;
  const finish = (): void => {
    if (over) return;
    end();
    painted();
  };
  const end = (): void => {
    over = true;
    cancelAnimationFrame(frame);
    clearTimeout(unpainted);
  };
  // The frame's callback runs before the paint; the task after it runs behind the paint.
  const frame = requestAnimationFrame(() => setTimeout(finish));
  const unpainted = setTimeout(finish, document.visibilityState === 'hidden' ? 0 : unpaintedMs);
  return end;
}
