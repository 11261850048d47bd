import fc from 'fast-check';
import { expect } from 'vitest';
import { parseTarget } from '../../commands/cli/target-option';
import { UsageError } from '../../commands/cli/usage-error';
import { ImageReference } from '../../values/cnpg/image';
import { satisfies, Version } from '../../values/cnpg/version';
import { parseObjectives, printObjectives } from '../../values/declarations/objectives-text';
import { Cidr } from '../../values/kubernetes/cidr';
import { parseIpAddress } from '../../values/kubernetes/ip-address';
import * as names from '../../values/kubernetes/names';
import { Quantity } from '../../values/kubernetes/quantity';
import { parseBoolean, parseMemory, parseTime } from '../../values/postgres/gucs';
import { hbaWords } from '../../values/postgres/pg-hba';
import { attempt, InvalidValueError } from '../../values/text/invalid-value';
import { cronWords, parseCron } from '../../values/time/cron';
import { describeCron } from '../../values/time/cron-description';
import { CRON_BOUNDS, parseCronField } from '../../values/time/cron-field';
import { nextRun, runsPerDay } from '../../values/time/cron-runs';
import { Duration } from '../../values/time/duration';
import { describeFiveFields, readFiveFields } from '../../values/time/five-field-cron';
import { formatGoDuration, parseGoDuration } from '../../values/time/go-duration';
import { Instant } from '../../values/time/instant';
import { retentionDays } from '../../values/time/retention';
import { Schedule } from '../../values/time/schedule';
import { fuzz, nearly, type Reader, readers } from './support';

const throws = InvalidValueError;
const CRONS = [
  '0 0 2 * * *',
  '@daily',
  '@every 1h30m',
  '*/15 1-5,7 ? JAN-MAR MON#2 *',
  'TZ=Europe/Berlin 0 0 2 * * *',
  '0 0 29 2 *',
] as const;
const OBJECTIVES = '{"rpo":{"failover":"0s"},"rto":{"nodeLoss":"1m"},"availability":99.9,"zones":2,"tls":"required"}';

const READERS: readonly Reader[] = [
  {
    name: 'Version',
    read: (text) => Version.parse(text),
    samples: ['1.28.0', '17.7', 'v1.30.0-rc1'],
    throws,
  },
  { name: 'satisfies', read: (text) => satisfies('1.28.0', text), samples: ['<1.28.1', '>=1.27.0 <1.29.0'], throws },
  { name: 'satisfies, a version', read: (text) => satisfies(text, '<1.28.1'), samples: ['1.28.0'], throws },
  { name: 'Quantity', read: (text) => Quantity.parse(text), samples: ['10Gi', '1.5', '100m', '1e3', '-5Ki'], throws },
  { name: 'Duration', read: (text) => Duration.parse(text), samples: ['1h30m', '45s', '0s'], throws },
  { name: 'parseGoDuration', read: parseGoDuration, samples: ['1h30m', '-1.5s', '100ms', '.5h', '1µs'], throws },
  {
    name: 'Instant',
    read: (text) => Instant.parse(text),
    samples: ['2026-11-20T13:37:00Z', '2026-11-20T13:37:00.123456+02:00'],
    throws,
  },
  { name: 'Schedule', read: (text) => Schedule.parse(text), samples: [CRONS[0], CRONS[1], CRONS[2]], throws },
  { name: 'parseCron', read: parseCron, samples: [CRONS[0], CRONS[1], CRONS[2]], throws },
  { name: 'cronWords', read: cronWords, samples: CRONS },
  {
    name: 'parseCronField',
    read: (text) => parseCronField(text, CRON_BOUNDS.minute),
    samples: ['*', '*/5', '1-5,7', '0-59/15'],
    throws,
  },
  { name: 'readFiveFields', read: readFiveFields, samples: ['0 2 * * *', '*/5 * * * MON'] },
  { name: 'describeFiveFields', read: describeFiveFields, samples: ['0 2 * * *'] },
  {
    name: 'ImageReference',
    read: (text) => ImageReference.parse(text),
    samples: [
      'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
      `postgres@sha256:${'0a'.repeat(32)}`,
      'registry:5000/a/b',
    ],
    throws,
  },
  { name: 'retentionDays', read: retentionDays, samples: ['30d', '4w', '12m'], throws },
  {
    name: 'parseMemory',
    read: (text) => parseMemory(text, '8kB'),
    samples: ['512MB', '1.5GB', '16384', '0x10'],
    throws,
  },
  { name: 'parseTime', read: (text) => parseTime(text, 'ms'), samples: ['5min', '1000', '1.5s'], throws },
  { name: 'parseBoolean', read: parseBoolean, samples: ['on', 'off', 'tr', '1'], throws },
  {
    name: 'parseObjectives',
    read: parseObjectives,
    samples: [OBJECTIVES, '{}'],
    throws,
  },
  { name: 'Cidr', read: (text) => Cidr.parse(text), samples: ['10.0.0.0/8', '2001:db8::/32'], throws },
  { name: 'parseIpAddress', read: parseIpAddress, samples: ['10.0.0.1', '2001:db8::1', '::ffff:10.0.0.1'] },
  {
    name: 'hbaWords',
    read: hbaWords,
    samples: ['hostssl all "a b" 0.0.0.0/0 scram-sha-256 # x', 'host a,b @file all md5'],
  },
  { name: 'parseTarget', read: parseTarget, samples: ['operator=1.28.0,kubernetes=1.34'], throws: UsageError },
  ...Object.entries(names).map(
    ([name, read]): Reader => ({ name, read, samples: ['orders-db.example', 'example.com/team'] }),
  ),
];

readers(READERS);

const read =
  <T>(parse: (text: string) => T) =>
  (text: string): T | undefined =>
    attempt(() => parse(text));

fuzz(
  'what a value prints, it reads again as the same',
  nearly(['10Gi', '1.5', '100m', '1h30m', '1.28.0', '2026-11-20T13:37:00Z', '30d', 'postgres:17.7', '10.0.0.0/8']),
  500,
  (text) => {
    const parsers: readonly ((text: string) => { toString(): string })[] = [
      Quantity.parse,
      Version.parse,
      Instant.parse,
      ImageReference.parse,
      Cidr.parse,
    ];
    for (const parse of parsers) {
      const printed = read((given) => `${parse(given)}`)(text);
      if (printed !== undefined) expect(`${parse(printed)}`).toBe(printed);
    }
  },
);

fuzz('a duration that is printed is read as the same', fc.integer({ min: 0, max: 2 ** 31 }), 200, (seconds) => {
  expect(parseGoDuration(formatGoDuration(seconds))).toBe(BigInt(seconds) * 1_000_000_000n);
});

fuzz('objectives that can be read are printed as what reads the same', nearly([OBJECTIVES, '{}']), 300, (text) => {
  const objectives = read(parseObjectives)(text);
  if (objectives === undefined) return;
  const printed = printObjectives(objectives);
  expect(printObjectives(parseObjectives(printed))).toBe(printed);
});

fuzz('a schedule that can be read can be described, and has a next run or none', nearly(CRONS), 300, (text) => {
  const cron = read(parseCron)(text);
  if (cron === undefined) return;
  expect(describeCron(cron)).toMatch(/\S/);
  expect(runsPerDay(cron)).toBeGreaterThanOrEqual(0);
  const next = nextRun(cron, new Date('2026-07-15T00:00:00Z'));
  if (next !== undefined) expect(next.getTime()).toBeGreaterThan(Date.UTC(2026, 6, 15));
});
