import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Writes scripts in ASCII alone. esbuild does so for strings and names, and leaves regular expressions as they are; one character beyond
 * Latin-1 in one of them makes V8 keep the whole source with two bytes a character, which is 1.6 MB for the main process.
 */
export const asciiOutput: Plugin = {
  name: 'ascii-output',
  setup({ initialOptions, onEnd }) {
    initialOptions.metafile = true;
    onEnd(({ metafile, outputFiles }) => {
      // Without `write` the scripts are in memory alone.
      for (const file of outputFiles?.filter(({ path }) => isScript(path)) ?? []) {
        file.contents = Buffer.from(inAscii(file.text));
      }
      if (initialOptions.write === false) return;
      for (const output of Object.keys(metafile?.outputs ?? {}).filter(isScript)) {
        rewrite(resolve(initialOptions.absWorkingDir ?? '', output));
      }
    });
  },
};

const isScript = (path: string): boolean => /\.c?js$/.test(path);

function rewrite(file: string): void {
  const source = readFileSync(file, 'utf8');
  const escaped = inAscii(source);
  if (escaped !== source) writeFileSync(file, escaped);
}

/** The same script; its characters beyond ASCII must all be in strings and regular expressions. */
export function inAscii(source: string): string {
  return source.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
