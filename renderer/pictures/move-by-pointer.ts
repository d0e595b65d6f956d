/** An element that stands in a corner, and goes where it is dragged. */
export interface Movable {
  /** Back into its corner. */
  home(): void;
}

/** It stays within the page. */
export function moveByPointer(element: HTMLElement): Movable {
  let grabbed: { readonly x: number; readonly y: number } | null = null;

  element.addEventListener('pointerdown', (event) => {
    if (!element.classList.contains('own-corner')) return;
    const { left, top } = element.getBoundingClientRect();
    grabbed = { x: event.clientX - left, y: event.clientY - top };
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener('pointermove', (event) => {
    if (grabbed === null) return;
    const { width, height } = element.getBoundingClientRect();
    const [x, y] = [
      within(event.clientX - grabbed.x, innerWidth - width),
      within(event.clientY - grabbed.y, innerHeight - height),
    ];
    element.style.inset = `${y}px auto auto ${x}px`;
  });
  const letGo = () => {
    grabbed = null;
  };
  element.addEventListener('pointerup', letGo);
  element.addEventListener('pointercancel', letGo);
  return {
    home() {
      element.style.inset = '';
    },
  };
}

function within(value: number, most: number): number {
  return Math.max(0, Math.min(value, most));
}
