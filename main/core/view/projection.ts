import type { AppView, CallView, HealthView, MediaView, PicturesView, Words } from '../../../preload/contract/index.ts';
import { nextLookAt } from '../health/next-look.ts';
import { projectHealth } from '../health/project-health.ts';
import type { Model } from '../model.ts';
import { type Instant, mediaParts, pictureParts, type Source, viewParts } from './project.ts';
import { remembered } from './remembered.ts';

/** The snapshots of one model as it changes. Parts of it that did not change are the same objects as before. */
export interface Projection {
  /** Durations are those of when the calls last changed. */
  view(model: Model): AppView;
  mediaView(model: Model): MediaView;
  picturesView(model: Model): PicturesView;
}

/** The whole snapshot as of now, durations included. */
export function projectView(model: Model, words: Words, now: number, wall: number): AppView {
  const at: Instant = { now, wall };
  const source: Source = { ...model, words, healthView: projectHealth({ model, words, ...at }) };
  return mapParts(viewParts, (part) => part(source, at)) as AppView;
}

/** `instant` tells the time whenever a part is made again. */
export function createProjection(words: Words, instant: () => Instant): Projection {
  const health = rememberedHealth(words, instant);
  const parts = mapParts(viewParts, (part, name) =>
    remembered((source: Source) => part(source, instant()) as unknown, sameness[name] ?? looksSame),
  );
  const pictures = mapParts(pictureParts, (part) => remembered((model: Model) => part(model) as unknown, looksSame));
  const media = mapParts(mediaParts, (part) => remembered((model: Model) => part(model) as unknown, looksSame));
  return {
    view: (model) => {
      const source: Source = { ...model, words, healthView: health(model) };
      return mapParts(parts, (part) => part(source)) as unknown as AppView;
    },
    mediaView: (model) => mapParts(media, (part) => part(model)) as unknown as MediaView,
    picturesView: (model) => mapParts(pictures, (part) => part(model)) as unknown as PicturesView,
  };
}

/** What health is made from besides the model: each changes when time alone changes the answer. */
interface Timed extends Model {
  readonly looks: number;
  /** Between the two clocks, in seconds: somebody who sets the date moves every time of the day that is shown. */
  readonly dateOffset: number;
}

function rememberedHealth(words: Words, instant: () => Instant): (model: Model) => HealthView {
  let looks = 0;
  let lookedAt = Number.NEGATIVE_INFINITY;
  const project = remembered((model: Timed) => {
    void [model.looks, model.dateOffset];
    const at = instant();
    lookedAt = at.now;
    return projectHealth({ model, words, ...at });
  }, looksSame);
  return (model) => {
    const { now, wall } = instant();
    const dueAt = nextLookAt(model, { now: lookedAt });
    if (dueAt !== null && now >= dueAt) looks += 1;
    return project({ ...model, looks, dateOffset: Math.round((wall - now) / 1000) });
  };
}

/** What is not compared by its content. */
const sameness: Partial<Record<keyof AppView, (before: unknown, now: unknown) => boolean>> = {
  // Made anew only when an entry is.
  history: Object.is,
  messages: Object.is,
  words: Object.is,
  // Durations grow with every look; a window counts on by itself.
  calls: (before, now) => withoutDurations(before as AppView['calls']) === withoutDurations(now as AppView['calls']),
};

function looksSame(before: unknown, now: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(now);
}

function withoutDurations(calls: readonly CallView[]): string {
  return JSON.stringify(calls.map(({ lastedMs: _, ...call }) => call));
}

function mapParts<Parts extends object, Made>(
  parts: Parts,
  make: (part: Parts[keyof Parts], name: keyof Parts) => Made,
): { readonly [Name in keyof Parts]: Made } {
  const names = Object.keys(parts) as unknown as readonly (keyof Parts)[];
  return Object.fromEntries(names.map((name) => [name, make(parts[name], name)])) as { [Name in keyof Parts]: Made };
}
