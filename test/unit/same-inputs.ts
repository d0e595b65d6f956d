/** Imported before each file of unit tests: the same inputs in every run, so that what fails is of the change. `npm run fuzz` draws others. */
import fc from 'fast-check';

fc.configureGlobal({ seed: 1 });
