/** Set by the bundler. True only in the build that Playwright drives: it accepts debugging switches and `--no-sandbox`. */
declare const __TEST_BUILD__: boolean;
