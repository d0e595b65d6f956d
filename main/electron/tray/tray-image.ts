import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NativeImage, nativeImage, nativeTheme } from 'electron';
import type { TrayIcon } from './tray-look.ts';

/** Pixel sizes of the files, by the scale of the screen they are for. */
const sizes: readonly (readonly [size: number, scaleFactor: number])[] = [
  [16, 1],
  [20, 1.25],
  [24, 1.5],
  [32, 2],
];

/** Reads the icon for this desktop out of a folder of icons, once for each state and colour. */
export function createTrayImages(folder: string): (icon: TrayIcon) => NativeImage {
  const known = new Map<string, NativeImage>();
  return (icon) => {
    const name = process.platform === 'darwin' ? icon : `${icon}-${colour()}`;
    const image = known.get(name) ?? read(folder, name);
    known.set(name, image);
    return image;
  };
}

function read(folder: string, name: string): NativeImage {
  // The name tells macOS that it is a template, and brings the @2x file along.
  if (process.platform === 'darwin') return nativeImage.createFromPath(join(folder, `${name}Template.png`));
  const image = nativeImage.createEmpty();
  for (const [size, scaleFactor] of sizes) {
    const buffer = readFileSync(join(folder, `${name}-${size}.png`));
    image.addRepresentation({ scaleFactor, width: size, height: size, buffer });
  }
  return image;
}

/** The panel's ground cannot be asked for: GNOME's is always dark, others follow the theme as a rule. */
function colour(): 'white' | 'black' {
  const gnome = /gnome/i.test(process.env.XDG_CURRENT_DESKTOP ?? '');
  return gnome || nativeTheme.shouldUseDarkColors ? 'white' : 'black';
}
