/** The states that the tray icon shows; `ringing-a` and `ringing-b` alternate while it rings. */
export const trayStates = [
  'ready',
  'ringing-a',
  'ringing-b',
  'in-call',
  'not-reachable',
  'degraded',
  'do-not-disturb',
  'missed',
] as const;

export type TrayState = (typeof trayStates)[number];

/** Path of the handset, on a grid of 16. */
export const handset =
  'M1 6.2C1 4.2 4.3 3 8 3s7 1.2 7 3.2V8a1 1 0 0 1-1 1h-2a1 1 0 0 1-1-1V6.7C9 6.2 7 6.2 5 6.7V8a1 1 0 0 1-1 1H2a1 1 0 0 1-1-1z';

const base = 'M5 10h6c.9 0 1.5.5 1.75 1.4l.5 1.6c.2.6-.15 1-.75 1h-9c-.6 0-.95-.4-.75-1l.5-1.6C3.5 10.5 4.1 10 5 10z';

const mark = `<path d="${handset}"/><path d="${base}"/>`;
const rays =
  '<path d="M8 .4v1.7M3.1 1l1.2 1.7M12.9 1l-1.2 1.7" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"/>';

/** What is black in a mask is cut out, which keeps a clear gap round an overlay. */
function cutOut(shape: string, what: string): string {
  return (
    `<mask id="gap" maskUnits="userSpaceOnUse" x="-4" y="-4" width="24" height="24">` +
    `<rect x="-4" y="-4" width="24" height="24" fill="#fff"/>${what}</mask><g mask="url(#gap)">${shape}</g>`
  );
}

const drawings: Readonly<Record<TrayState, string>> = {
  ready: mark,
  'ringing-a': `<g transform="translate(1.12 2.4) scale(.86)">${mark}</g>${rays}`,
  'ringing-b': mark,
  'in-call':
    `<path transform="translate(7.3 7.7) rotate(-135) scale(.98) translate(-8 -6)" d="${handset}"/>` +
    '<path d="M8.9 2.3A4.9 4.9 0 0 1 13 6.4" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"/>',
  'not-reachable':
    cutOut(mark, '<path d="M-1 -1L17 17" stroke="#000" stroke-width="4.2"/>') +
    '<path d="M1.3 1.3L14.7 14.7" stroke="currentColor" stroke-width="1.7" stroke-linecap="round"/>',
  degraded:
    cutOut(mark, '<rect x="10.5" y="-4" width="10" height="24" fill="#000"/>') +
    '<rect x="12" y="3" width="3" height="7" rx="1.2"/><rect x="12" y="11.5" width="3" height="3" rx="1.3"/>',
  'do-not-disturb':
    cutOut(mark, '<circle cx="11.5" cy="11.5" r="5" fill="#000"/>') +
    cutOut(
      '<circle cx="11.5" cy="11.5" r="4"/>',
      '<rect x="8.9" y="10.8" width="5.2" height="1.4" rx=".7" fill="#000"/>',
    ).replaceAll('gap', 'bar'),
  missed: `${cutOut(
    `<g transform="translate(-.4 2.2) scale(.88)">${mark}</g>`,
    '<circle cx="13" cy="2.9" r="3.8" fill="#000"/>',
  )}<circle cx="13" cy="2.9" r="2.85"/>`,
};

/** The tray icon of a state as an SVG document in one colour, its `currentColor`. */
export function trayDrawing(state: TrayState): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="currentColor"><title>${state}</title>${drawings[state]}</svg>\n`;
}
