import { readFileSync } from 'node:fs';

/** Ticks of the clock in which Linux tells times (sysconf(3), _SC_CLK_TCK): 100 a second on each machine that Node runs on. */
const ticksPerSecond = 100;

let known = 0;

/**
 * What children of this process have computed that ended since this was last asked for, with all that they waited for themselves, in
 * seconds: asked whenever one ends, it is the time of that one. Null on systems without /proc.
 */
export function newProcessorSeconds(): number | null {
  const all = endedChildrenSeconds();
  if (all === null) return null;
  const added = all - known;
  known = all;
  return Math.round(added);
}

/** proc(5), /proc/[pid]/stat: cutime and cstime, the 14th and 15th after the name, which ends with the last parenthesis. */
function endedChildrenSeconds(): number | null {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
  } catch {
    return null;
  }
}
