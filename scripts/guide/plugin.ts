import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { projectRoot } from '../project.ts';
import { readGuide } from './read-guide.ts';

/** Lets a window import `guide:NAME`: docs/NAME.md as it was read while building. No page of the app reads Markdown or HTML. */
export const guidePlugin: Plugin = {
  name: 'guide',
  setup(build) {
    build.onResolve({ filter: /^guide:[a-z-]+$/ }, ({ path }) => ({
      path: path.slice('guide:'.length),
      namespace: 'guide',
    }));
    build.onLoad({ filter: /.*/, namespace: 'guide' }, ({ path }) => {
      const file = join(projectRoot, 'docs', `${path}.md`);
      return {
        contents: JSON.stringify(readGuide(readFileSync(file, 'utf8'))),
        loader: 'json',
        watchFiles: [file],
      };
    });
  },
};
