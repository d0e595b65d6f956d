// First, because the other modules may read what it takes away.
import './electron/start/clean-start.ts';
import { compose } from './compose.ts';
import { startShell } from './electron/start/shell.ts';

startShell(__dirname, compose);
