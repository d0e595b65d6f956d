import { runSchedule, schedules } from '../../unit/core/world/schedule.ts';
import { fuzzTarget } from '../target.ts';

export default fuzzTarget({
  about: 'the whole core against a server, a wire and a computer that misbehave in turns',
  inputs: schedules,
  slowestMs: 60_000,
  run: async (schedule) => {
    await runSchedule(schedule);
  },
});
