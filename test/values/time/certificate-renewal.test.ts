import fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultRenewBefore, renewalProblem } from '../../../values/time/certificate-renewal';
import { Duration } from '../../../values/time/duration';

const { hours, days, minutes } = Duration;

it.each<[Duration, Duration, string | undefined]>([
  [days(90), days(30), undefined],
  [days(90), days(7), undefined],
  [days(90), hours(167), 'is renewed 167 hours before its end'],
  [days(35), days(7), undefined],
  [hours(24), hours(5), undefined],
  [hours(24), hours(4), 'is renewed 4 hours before its end'],
  [hours(24), hours(24), 'which is before its start'],
  [minutes(59), minutes(30), 'less than an hour'],
  [hours(1), minutes(12), undefined],
])('valid for %s, renewed %s before', (duration, before, problem) => {
  const found = renewalProblem(duration, before);
  if (problem === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(problem);
});

it('is never late where cert-manager chooses', () => {
  const lifetimes = fc.integer({ min: 3600, max: 1_000_000_000 }).map((count) => Duration.seconds(count));
  fc.assert(
    fc.property(lifetimes, (duration) => {
      // A third of three weeks is a week; of less than five weeks a fifth is asked for.
      expect(renewalProblem(duration, defaultRenewBefore(duration))).toBeUndefined();
    }),
    { seed: 8 },
  );
});
