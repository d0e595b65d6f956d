/**
 * Imported by each file of tests that draws inputs: the same in every run, so that what fails is of the change, or those of SWITCHHOOK_SEED.
 * `npm run fuzz` draws others. What fails is told with the command that draws it again.
 */
import fc from 'fast-check';
import { againInThisFile } from '../again.ts';

/** Of all that is drawn in this process. */
export const seed = Number(process.env.SWITCHHOOK_SEED ?? 1);

fc.configureGlobal({ seed, reporter: failWithCommand });

function failWithCommand(details: fc.RunDetails<unknown>): void {
  if (!details.failed) return;
  const report = `${fc.defaultReportMessage(details)}\n${againInThisFile(details.seed)}`;
  throw new Error(report, { cause: details.errorInstance });
}
