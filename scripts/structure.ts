import { globSync } from 'node:fs';
import { projectRoot, runAsTask } from './project.ts';
import { fileCircles, folderCircles } from './structure/circles.ts';
import { readSourceFile, type SourceFile } from './structure/source-file.ts';

/** What the source keeps to, in lines and statements. */
const limits = { medianFile: 80, p95File: 200, function: 100, nesting: 3 };

/** `npm run structure`: how the source is built, and what is wrong with it. Fails where something is. */
await runAsTask(import.meta.url, async () => {
  const files = globSync('{main,preload,renderer}/**/*.{ts,tsx}', { cwd: projectRoot })
    .filter((path) => !path.endsWith('.d.ts'))
    .map((path) => readSourceFile(projectRoot, path.replaceAll('\\', '/')));
  const faults = [...faultsOfShape(files), ...faultsOfCircles(files)];
  for (const fault of faults) console.log(fault);
  console.log(summaryOf(files));
  if (faults.length > 0) process.exitCode = 1;
});

function faultsOfCircles(files: readonly SourceFile[]): string[] {
  return [
    ...fileCircles(files).map((circle) => `Files in a circle: ${circle.join(', ')}`),
    ...folderCircles(files).map((circle) => `Folders in a circle: ${circle.join(', ')}`),
  ];
}

function faultsOfShape(files: readonly SourceFile[]): string[] {
  const { median, p95 } = fileLengths(files);
  return [
    ...(median > limits.medianFile ? [`The median file has ${median} lines, more than ${limits.medianFile}.`] : []),
    ...(p95 > limits.p95File ? [`One file in twenty has more than ${limits.p95File} lines: ${p95}.`] : []),
    ...files.flatMap(({ path, functions }) =>
      functions.flatMap(({ name, line, lines, nesting }) => [
        ...(lines > limits.function ? [`${path}:${line}: ${name} has ${lines} lines.`] : []),
        ...(nesting > limits.nesting ? [`${path}:${line}: ${name} nests ${nesting} statements.`] : []),
      ]),
    ),
  ];
}

function fileLengths(files: readonly SourceFile[]): { readonly median: number; readonly p95: number } {
  const sorted = files.map(({ lines }) => lines).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}

function summaryOf(files: readonly SourceFile[]): string {
  const functions = files.flatMap((file) => file.functions);
  const { median, p95 } = fileLengths(files);
  return [
    `${files.length} files: median ${median} lines, p95 ${p95}, longest ${Math.max(...files.map(({ lines }) => lines))}.`,
    `${functions.length} functions: longest ${Math.max(...functions.map(({ lines }) => lines))} lines,`,
    `deepest nesting ${Math.max(...functions.map(({ nesting }) => nesting))}.`,
  ].join('\n');
}
