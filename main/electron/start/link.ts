import type { DialLink } from '../../../preload/contract/index.ts';
import { isDialLink, readDialLink } from '../../core/calls/out/dial-link.ts';
import type { Clock } from '../../core/ports.ts';
import { readArguments } from './arguments.ts';

/** A page that opens links in a row brings the window up this seldom, in milliseconds. */
const betweenLinksMs = 1000;

/** The first link on a command line; null where there is none. It is written by whoever made the page that was clicked on. */
export function linkIn(argv: readonly string[], platform: NodeJS.Platform = process.platform): DialLink | null {
  const { before, behind } = readArguments(argv, platform);
  const link = [...before, ...behind].find((argument) => argument.kind === 'loose' && isDialLink(argument.value));
  return link?.kind === 'loose' ? linkOf(link.value) : null;
}

export function linkOf(url: string): DialLink {
  const { text, isCode } = readDialLink(url) ?? { text: null, isCode: false };
  return { type: 'dial-link', text, isCode };
}

/** Lets a link through unless one came just before; what is no link always. */
export function paceLinks(clock: Clock, open: (link: DialLink | null) => void): (link: DialLink | null) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (link) => {
    const isSoon = clock.now() - last < betweenLinksMs;
    if (link !== null) last = clock.now();
    if (link === null || !isSoon) open(link);
  };
}
