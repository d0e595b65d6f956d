/** Runs the simulated server by itself; what it takes is in its command line. */
import '../test/ucwa-server/cli.ts';
