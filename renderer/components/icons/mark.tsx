import type { JSX } from 'preact';

/** The app's icon: a handset above its hook. */
export function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <defs>
        <linearGradient id="mark-ground" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stop-color="#3D69DE" />
          <stop offset="1" stop-color="#2247AE" />
        </linearGradient>
      </defs>
      <rect x="2" y="2" width="60" height="60" rx="14" fill="url(#mark-ground)" />
      <rect x="26" y="31" width="4" height="9" rx="1.6" fill="#9DB8FF" />
      <rect x="34" y="31" width="4" height="9" rx="1.6" fill="#9DB8FF" />
      <path
        d="M11 26.5C11 19.5 20 15 32 15s21 4.5 21 11.5v4.5a3 3 0 0 1-3 3h-7a3 3 0 0 1-3-3v-4.8c-5-1.2-11-1.2-16 0V31a3 3 0 0 1-3 3h-7a3 3 0 0 1-3-3z"
        fill="#FFFFFF"
      />
      <path
        d="M22.5 40h19c1.7 0 3 1 3.5 2.5l2.7 5c.8 1.7-.2 3.5-2.2 3.5h-27c-2 0-3-1.8-2.2-3.5l2.7-5C19.5 41 20.8 40 22.5 40z"
        fill="#FFFFFF"
      />
    </svg>
  );
}
