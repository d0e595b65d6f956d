import { useEffect, useState } from 'preact/hooks';

/** Whether the palette is there. */
export interface PaletteDoor {
  readonly isOpen: boolean;
  open(): void;
  close(): void;
}

/** It is only there for who is signed in, and closed again for the next. */
export function usePaletteDoor(isSignedIn: boolean): PaletteDoor {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!isSignedIn) setOpen(false);
  }, [isSignedIn]);
  return { isOpen: isOpen && isSignedIn, open: () => setOpen(isSignedIn), close: () => setOpen(false) };
}
