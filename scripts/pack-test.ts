import { packTask } from './pack.ts';
import { runAsTask } from './project.ts';

await runAsTask(import.meta.url, () => packTask('test'));
