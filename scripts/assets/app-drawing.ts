const handset =
  'M11 27C11 20.4 20.4 15 32 15s21 5.4 21 12v4a3 3 0 0 1-3 3h-7a3 3 0 0 1-3-3v-4.1c-5-1.2-11-1.2-16 0V31a3 3 0 0 1-3 3h-7a3 3 0 0 1-3-3z';

const base =
  'M21 40h22c2.2 0 3.6 1.3 4 3.3l1.1 4.2c.4 1.6-.5 2.5-2.1 2.5H18c-1.6 0-2.5-.9-2.1-2.5l1.1-4.2c.4-2 1.8-3.3 4-3.3z';

const plungers =
  '<path d="M26 32.4a1.4 1.4 0 0 1 1.4-1.4h1.2a1.4 1.4 0 0 1 1.4 1.4V40h-4zM34 32.4a1.4 1.4 0 0 1 1.4-1.4h1.2a1.4 1.4 0 0 1 1.4 1.4V40h-4z" fill="#9DB8FF"/>';

/** The app icon as an SVG document; below 32 px it has no plungers between handset and base. */
export function appDrawing(size: number): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><title>Switchhook</title>' +
    '<linearGradient id="ground" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#3D69DE"/><stop offset="1" stop-color="#2247AE"/></linearGradient>' +
    `<rect x="2" y="2" width="60" height="60" rx="14" fill="url(#ground)"/>${size < 32 ? '' : plungers}` +
    `<path d="${handset}" fill="#fff"/><path d="${base}" fill="#fff"/></svg>\n`
  );
}
