import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BuildContext, context, type OutputFile } from 'esbuild';
import { copyCatalogues, copyIcons, processBundles } from '../build.ts';
import { copyPageAssets, pageBundles } from '../build-renderer.ts';
import { writePseudoCatalogues } from '../words/pseudo.ts';

/** What has to happen for a change to be seen: the windows load their pages again, or the app starts again. */
export type Change = 'windows' | 'app';

/**
 * The bundles of the test build, made again as the sources change. esbuild's own watching looks at the sources of each bundle about every
 * second and at another time, and does not say what came out different; here one look makes all of them, and tells by what came out.
 */
export class Bundles {
  readonly #out: string;
  readonly #contexts: readonly BuildContext[];
  /** Hashes of what was written, by its path. */
  readonly #written = new Map<string, string>();

  private constructor(out: string, contexts: readonly BuildContext[]) {
    this.#out = out;
    this.#contexts = contexts;
  }

  /** @param out absolute path of the folder that they go to */
  static async open(out: string): Promise<Bundles> {
    const options = [...processBundles(out, true), ...pageBundles(join(out, 'renderer'))];
    const readable = { minify: false, sourcemap: 'inline', legalComments: 'none', write: false } as const;
    return new Bundles(out, await Promise.all(options.map((each) => context({ ...each, ...readable }))));
  }

  /**
   * Makes everything anew after these files changed. What came out different, null where nothing did; rejects where a source does not
   * compile, which esbuild has printed then.
   */
  async build(changed: readonly string[] = []): Promise<Change | null> {
    // All of them end before the next begin: one that is under way would answer with what was before the next change.
    const settled = await Promise.allSettled(this.#contexts.map((each) => each.rebuild()));
    const results = settled.map((each) => {
      if (each.status === 'rejected') throw new Error('It stays as it is until this compiles.', { cause: each.reason });
      return each.value;
    });
    copyPageAssets(join(this.#out, 'renderer'));
    copyIcons(this.#out);
    copyCatalogues(this.#out);
    writePseudoCatalogues(join(this.#out, 'locales'));
    const bundles = results.flatMap(({ outputFiles = [] }) => outputFiles).filter((file) => this.#write(file));
    const all = [...bundles.map(({ path }) => this.#changeOf(path)), ...changed.map(changeOfAsset)];
    if (all.includes('app')) return 'app';
    return all.includes('windows') ? 'windows' : null;
  }

  async close(): Promise<void> {
    await Promise.all(this.#contexts.map((each) => each.dispose()));
  }

  #changeOf(bundle: string): Change {
    return dirname(bundle) === join(this.#out, 'renderer') ? 'windows' : 'app';
  }

  #write({ path, hash, contents }: OutputFile): boolean {
    if (this.#written.get(path) === hash) return false;
    this.#written.set(path, hash);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
    return true;
  }
}

/** Of a file that is copied as it is. */
function changeOfAsset(path: string): Change | null {
  if (/^assets.(html|tones)./.test(path)) return 'windows';
  return /^assets.(icons|locales)./.test(path) ? 'app' : null;
}
