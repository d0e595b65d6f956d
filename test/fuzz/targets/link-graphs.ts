import { linkGraphs, walkLinks } from '../../unit/core/fixtures/link-graphs.ts';
import { fuzzTarget } from '../target.ts';

export default fuzzTarget({
  about: 'random graphs of links, and whom a sign-in sends what',
  inputs: linkGraphs,
  run: walkLinks,
});
