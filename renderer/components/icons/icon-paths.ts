/** How one icon is drawn on a grid of 20 by 20. */
export interface IconShape {
  /** Path data drawn with a round 1.5 unit line. */
  readonly stroke?: string;
  /** Path data that is filled. */
  readonly fill?: string;
  /** SVG transform of both. */
  readonly transform?: string;
  /** Points in the reading direction, so it is mirrored in right-to-left text. */
  readonly mirror?: true;
}

const ring = 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z';

/** The handset of the mark, cups down, centred on the grid's middle. */
const handset =
  'M-7 .2C-7-1.8-3.7-3 0-3s7 1.2 7 3.2V2a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V.7C1 .2-1 .2-3 .7V2a1 1 0 0 1-1 1h-2a1 1 0 0 1-1-1z';

/** Every icon of the app, each drawn for it. */
export const iconShapes = {
  answer: { fill: handset, transform: 'translate(9 11) rotate(-135) scale(1.22)' },
  'hang-up': { fill: handset, transform: 'translate(10 10) scale(1.34 1.2)' },
  bell: {
    stroke:
      'M10 3a5 5 0 0 0-5 5.3c0 4.6-1.8 5.7-1.8 5.7h13.6S15 12.9 15 8.3A5 5 0 0 0 10 3zM8.4 16.6a1.8 1.8 0 0 0 3.2 0',
  },
  back: { stroke: 'M12 4.5 6.5 10l5.5 5.5', mirror: true },
  'bell-off': {
    stroke:
      'M6.2 5.1A5 5 0 0 1 15 8.3c0 1.6.2 2.8.5 3.7M13.6 14H3.2S5 12.9 5 8.3l.1-1M8.4 16.6a1.8 1.8 0 0 0 3.2 0M3.2 3.2l13.6 13.6',
  },
  'call-in': { stroke: 'M14.6 5.4l-9.2 9.2M5.4 8.6v6h6', mirror: true },
  'call-out': { stroke: 'M5.4 14.6l9.2-9.2M8.6 5.4h6v6', mirror: true },
  calls: {
    stroke:
      'M2.8 7.8v-.4C2.8 5.2 6 4 10 4s7.2 1.2 7.2 3.4v.4M5.6 8.4h8.8A1.4 1.4 0 0 1 15.8 9.8v5.4a1.4 1.4 0 0 1-1.4 1.4H5.6a1.4 1.4 0 0 1-1.4-1.4V9.8A1.4 1.4 0 0 1 5.6 8.4zM7.4 11.3v.01M10 11.3v.01M12.6 11.3v.01M7.4 13.8v.01M10 13.8v.01M12.6 13.8v.01',
  },
  phone: {
    stroke:
      'M7.3 2.500h5.400A1.3 1.3 0 0 1 14 3.800v12.400a1.3 1.3 0 0 1-1.3 1.300H7.300A1.3 1.3 0 0 1 6 16.200V3.800a1.3 1.3 0 0 1 1.3-1.3zM9.2 14.800h1.6',
  },
  star: { stroke: 'M10 2.8l2.2 4.6 5 .7-3.6 3.5.9 5-4.5-2.4-4.5 2.4.9-5L2.8 8.1l5-.7z' },
  'star-full': {
    stroke: 'M10 2.8l2.2 4.6 5 .7-3.6 3.5.9 5-4.5-2.4-4.5 2.4.9-5L2.8 8.1l5-.7z',
    fill: 'M10 2.8l2.2 4.6 5 .7-3.6 3.5.9 5-4.5-2.4-4.5 2.4.9-5L2.8 8.1l5-.7z',
  },
  check: { stroke: 'M4.5 10.4l3.6 3.6 7.4-8' },
  'check-circle': { stroke: `${ring}M6.8 10.2l2.2 2.3 4.2-4.7` },
  'chevron-down': { stroke: 'M5.5 7.8l4.5 4.5 4.5-4.5' },
  close: { stroke: 'M5.5 5.5l9 9M14.5 5.5l-9 9' },
  copy: {
    stroke:
      'M8.3 7h6.4A1.3 1.3 0 0 1 16 8.300v6.400A1.3 1.3 0 0 1 14.7 16H8.300A1.3 1.3 0 0 1 7 14.700V8.300A1.3 1.3 0 0 1 8.3 7zM4.5 13A1.3 1.3 0 0 1 4 12V5.300A1.3 1.3 0 0 1 5.3 4H12a1.3 1.3 0 0 1 1 .5',
  },
  diagnostics: { stroke: 'M2.5 10.2h3.2l2.2-6 4.2 11.6 2.2-5.600h3.2' },
  elsewhere: { stroke: 'M4 15v-4.2a3 3 0 0 1 3-3h8.8M12.4 4.3l3.5 3.5-3.5 3.5', mirror: true },
  error: { stroke: `${ring}M10 6.3v4.2M10 13.5v.01` },
  export: {
    stroke:
      'M10 3v8.500M6.5 8.3 10 11.800l3.5-3.500M4 13.500v1.700A1.3 1.3 0 0 0 5.3 16.500h9.400a1.3 1.3 0 0 0 1.3-1.300v-1.7',
  },
  eye: {
    stroke: 'M2 10s2.9-5.3 8-5.3S18 10 18 10s-2.9 5.3-8 5.3S2 10 2 10zM10 7.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8z',
  },
  'eye-off': {
    stroke:
      'M7.7 5a8 8 0 0 1 2.3-.3c5.1 0 8 5.3 8 5.3a13 13 0 0 1-2.1 2.7M5 6.2A12.5 12.5 0 0 0 2 10s2.9 5.3 8 5.3a8 8 0 0 0 4-1.1M8.3 8.3a2.4 2.4 0 0 0 3.4 3.4M3.2 3.2l13.6 13.6',
  },
  headphones: {
    stroke:
      'M3 13.6v-3.1a7 7 0 0 1 14 0v3.1M3 12.4h1.7a1 1 0 0 1 1 1v2.6a1 1 0 0 1-1 1h-.3A1.4 1.4 0 0 1 3 15.6zM17 12.4h-1.7a1 1 0 0 0-1 1v2.6a1 1 0 0 0 1 1h.3a1.4 1.4 0 0 0 1.4-1.4z',
  },
  hold: { stroke: 'M7 4.5v11M13 4.5v11' },
  info: { stroke: `${ring}M10 9.3v4.3M10 6.4v.01` },
  keypad: {
    fill: 'M3.8 5a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0zM8.8 5a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0zM13.8 5a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0zM3.8 10a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0zM8.8 10a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0zM13.8 10a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0zM3.8 15a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0zM8.8 15a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0zM13.8 15a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0z',
  },
  lock: { stroke: 'M5.2 9h9.6v7.3H5.2zM7 9V6.6a3 3 0 0 1 6 0V9' },
  messages: {
    stroke:
      'M4.3 4h11.4A1.3 1.3 0 0 1 17 5.3v7.4a1.3 1.3 0 0 1-1.3 1.3H9.5l-3.7 3v-3H4.300A1.3 1.3 0 0 1 3 12.700V5.300A1.3 1.3 0 0 1 4.3 4z',
  },
  microphone: {
    stroke:
      'M10 2.5A2.5 2.5 0 0 0 7.5 5v5a2.5 2.5 0 0 0 5 0V5A2.5 2.5 0 0 0 10 2.5zM4.7 9.6v.4a5.3 5.3 0 0 0 10.6 0v-.4M10 15.3v2.3',
  },
  'microphone-off': {
    stroke:
      'M12.5 8.6V5a2.5 2.5 0 0 0-4.8-.9M7.5 7.7V10a2.5 2.5 0 0 0 3.8 2.1M4.7 9.6v.4a5.3 5.3 0 0 0 8.5 4.2M15.3 9.6v.4c0 .6-.1 1.2-.3 1.8M10 15.3v2.3M3.2 3.2l13.6 13.6',
  },
  missed: { stroke: 'M11 9l-6.6 6.6M4.4 10.6v5h5M12.4 3.6l4 4M16.4 3.6l-4 4', mirror: true },
  more: {
    fill: 'M3.3 10a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0zM8.8 10a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0zM14.3 10a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0z',
  },
  offline: { stroke: `${ring}M5 5l10 10` },
  pencil: {
    stroke:
      'M4 16l.8-3.4 8.700-8.700a1.5 1.5 0 0 1 2.100 0l.5.5a1.5 1.5 0 0 1 0 2.100l-8.700 8.700zM12 5.400l2.600 2.600',
  },
  people: {
    stroke:
      'M7.4 9.4a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM2.2 16c.3-2.9 2.4-4.4 5.2-4.4s4.9 1.5 5.2 4.4M12.6 4.2a2.6 2.6 0 0 1 0 5M14.6 12c1.9.6 3 2 3.2 4',
  },
  person: {
    stroke: 'M10 10a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6zM3.8 16.8c.4-2.7 2.7-4.3 6.2-4.3s5.8 1.6 6.2 4.3',
  },
  place: {
    stroke: 'M10 17.4s5.6-4.8 5.6-9.2a5.6 5.6 0 0 0-11.2 0c0 4.4 5.6 9.2 5.6 9.2zM10 10.2a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  },
  resume: { fill: 'M6.2 4.6v10.8a.6.6 0 0 0 .9.5l9-5.400a.6.6 0 0 0 0-1l-9-5.400a.6.6 0 0 0-.9.5z' },
  retry: { stroke: 'M16.6 9.2A6.8 6.8 0 1 0 15 14.6M16.8 4.6v4.7h-4.7' },
  search: { stroke: 'M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM13 13l4 4' },
  send: { stroke: 'M3.500 4.200 17 10 3.500 15.800 5.600 10zM5.600 10H11', mirror: true },
  settings: {
    stroke:
      'M10 7.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM10 2.5v1.9M10 15.6v1.9M2.5 10h1.9M15.6 10h1.9M4.7 4.7 6 6M14 14l1.3 1.3M4.7 15.3 6 14M14 6l1.3-1.3',
  },
  'sign-out': {
    stroke: 'M8.2 3.5H5A1.5 1.5 0 0 0 3.5 5v10A1.5 1.5 0 0 0 5 16.5h3.2M12.6 6.5 16.1 10l-3.5 3.5M16 10H8',
    mirror: true,
  },
  speaker: {
    stroke: 'M3 7.7v4.6h2.8l3.9 3.2v-11L5.8 7.7zM12.6 7.3a3.8 3.8 0 0 1 0 5.4M15 4.9a7.2 7.2 0 0 1 0 10.2',
    mirror: true,
  },
  unknown: { stroke: `${ring}M7.7 8a2.3 2.3 0 1 1 3.3 2.100c-.7.3-1 .8-1 1.400M10 13.800v.01` },
  warning: {
    stroke:
      'M9.2 3.4 2.3 15.6a.9.9 0 0 0 .8 1.4h13.8a.9.9 0 0 0 .8-1.4L10.8 3.4a.9.9 0 0 0-1.6 0zM10 8v3.5M10 14.2v.01',
  },
} as const satisfies Record<string, IconShape>;

/** The names of the icons. */
export type IconName = keyof typeof iconShapes;
