import { assert, constantFrom, integer, option, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Objectives } from '../../../values/declarations/objectives';
import { parseObjectives, printObjectives } from '../../../values/declarations/objectives-text';
import { InvalidValueError } from '../../../values/text/invalid-value';
import { Duration } from '../../../values/time/duration';

const seconds = option(
  integer({ min: 0, max: 100_000 }).map((count) => Duration.seconds(count)),
  { nil: undefined },
);
const arbitrary = record({
  rpo: record({ failover: seconds, disaster: seconds }),
  rto: record({ podLoss: seconds, nodeLoss: seconds, zoneLoss: seconds, partition: seconds }),
  pitrWindow: constantFrom(undefined, Duration.days(30), Duration.weeks(4), Duration.months(6)),
  availability: constantFrom(undefined, 99, 99.9, 99.999),
  zones: constantFrom(undefined, 1, 3),
  tls: constantFrom(undefined, 'required' as const),
  platform: record({ walUpload: seconds, operatorReplicas: constantFrom(undefined, 1, 2) }),
});

it('is printed as one line, in the same order wherever it was written', () => {
  const one: Objectives = { zones: 3, rpo: { disaster: Duration.minutes(5), failover: Duration.seconds(0) } };
  const other: Objectives = { rpo: { failover: Duration.seconds(0), disaster: Duration.minutes(5) }, zones: 3 };
  expect(printObjectives(one)).toBe('{"rpo":{"failover":"0s","disaster":"5m"},"zones":3}');
  expect(printObjectives(other)).toBe(printObjectives(one));
});

it('keeps the unit of the window', () => {
  expect(printObjectives({ pitrWindow: Duration.months(2) })).toBe('{"pitrWindow":"2m"}');
  expect(parseObjectives('{"pitrWindow":"4w"}').pitrWindow?.toRetention()).toBe('4w');
});

it('comes back as it was printed', () => {
  assert(
    property(arbitrary, (objectives) => {
      const text = printObjectives(objectives);
      expect(printObjectives(parseObjectives(text))).toBe(text);
    }),
  );
});

describe('refuses', () => {
  it.each([
    ['rto', 'not JSON'],
    ['[]', 'objective "" is not known'],
    ['{"rto":{"podloss":"30s"}}', 'objective "rto.podloss" is not known; write "rto.podLoss"'],
    ['{"rto":5}', 'objective "rto" is not known'],
    ['{"rto":{"podLoss":30}}', 'objective rto.podLoss is 30: "30" is not a Go duration'],
    ['{"rto":{"podLoss":"-5s"}}', 'objective rto.podLoss is "-5s": duration "-5s": give whole seconds'],
    ['{"pitrWindow":"30"}', 'objective pitrWindow is "30": retention policy "30"'],
    ['{"availability":100}', 'objective availability is 100: give a number above 0 and below 100'],
    ['{"availability":"99.9"}', 'objective availability is "99.9": give a number'],
    ['{"zones":1.5}', 'objective zones is 1.5: give a whole number from 1'],
    ['{"tls":"preferred"}', 'objective tls is "preferred": give "required", or leave it out'],
    ['{"latency":{"p99Milliseconds":0}}', 'objective latency.p99Milliseconds is 0: give a whole number from 1'],
    ['{"platform":{"operatorTcpRetries2":16}}', 'give a whole number from 1 to 15'],
    ['{"platform":{"failuresPerMonth":-1}}', 'give a whole number from 0'],
  ])('%s', (text, message) => {
    const parse = () => parseObjectives(text);
    expect(parse).toThrow(InvalidValueError);
    expect(parse).toThrow(message);
  });

  it('the same when it is printed', () => {
    expect(() => printObjectives({ zones: 0 })).toThrow('objective zones is 0: give a whole number from 1');
  });
});
