import { compose } from './compose.ts';
import { startShell } from './electron/start/shell.ts';

startShell(__dirname, compose);
