import { describe, expect, it } from 'vitest';
import { KNOWN_BUGS } from '../../../manifests/releases/known-bugs';
import { KUBERNETES_RELEASES } from '../../../manifests/releases/kubernetes-releases';
import { NEIGHBOUR_RELEASES, neighbourEnd } from '../../../manifests/releases/neighbour-releases';
import { OPERATOR_RELEASES, releaseOf } from '../../../manifests/releases/operator-releases';
import { POSTGRES_RELEASES } from '../../../manifests/releases/postgres-releases';
import { releaseEnds } from '../../../manifests/releases/table-sources';
import { VULNERABILITIES } from '../../../manifests/releases/vulnerabilities';
import { CHARTS } from '../../../values/cnpg/chart-versions';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { satisfies, Version } from '../../../values/cnpg/version';
import { groupBy } from '../../../values/collections/group-by';

const older = (a: string, b: string) => Version.parse(a).compareTo(Version.parse(b)) < 0;

/** Each of a list is before the next. */
function ordered<T>(rows: readonly T[], isBefore: (a: T, b: T) => boolean): void {
  for (const [index, row] of rows.entries()) {
    const next = rows[index + 1];
    if (next !== undefined) expect([row, next, isBefore(row, next)]).toEqual([row, next, true]);
  }
}

describe('the tables of releases do not contradict themselves or each other', () => {
  it('CloudNativePG: minors in order, without a gap, each ended three months after the next', () => {
    ordered(OPERATOR_RELEASES, (a, b) => older(a.operator, b.operator) && a.released < b.released);
    ordered(OPERATOR_RELEASES, (a, b) => older(a.chart, b.chart));
    for (const [index, release] of OPERATOR_RELEASES.entries()) {
      const { operator, patch, released, supportedUntil } = release;
      expect(satisfies(patch, operator)).toBe(true);
      const next = OPERATOR_RELEASES[index + 1];
      expect(supportedUntil === undefined).toBe(next === undefined);
      if (supportedUntil === undefined || next === undefined) continue;
      expect(released < next.released && next.released < supportedUntil).toBe(true);
      const days = (Date.parse(supportedUntil) - Date.parse(next.released)) / 86_400_000;
      expect(days).toBeGreaterThan(88);
      expect(days).toBeLessThan(93);
    }
  });

  it('what an operator supports is in the tables of Kubernetes and PostgreSQL, oldest first', () => {
    const minors = KUBERNETES_RELEASES.map(({ minor }) => minor);
    const majors = POSTGRES_RELEASES.map(({ major }) => major);
    for (const { kubernetes, postgres } of OPERATOR_RELEASES) {
      expect(minors).toEqual(expect.arrayContaining([...kubernetes]));
      expect(majors).toEqual(expect.arrayContaining([...postgres]));
      expect(older(kubernetes[0], kubernetes[1]) && postgres[0] < postgres[1]).toBe(true);
    }
    ordered(OPERATOR_RELEASES, (a, b) => !older(b.kubernetes[1], a.kubernetes[1]));
  });

  it('the default target is an operator of the table on a Kubernetes that it supports', () => {
    const { kubernetes } = releaseOf(DEFAULT_TARGET.operator) ?? {};
    expect(satisfies(DEFAULT_TARGET.kubernetes, `>=${kubernetes?.[0]} <=${kubernetes?.[1]}`)).toBe(true);
    expect(Object.values(CHARTS['plugin-barman-cloud'] ?? {})).toContain(DEFAULT_TARGET.plugin);
  });

  it('charts are in order, and what they install is of the minor that the other table gives their minor', () => {
    for (const versions of Object.values(CHARTS)) {
      ordered(Object.entries(versions), ([a, one], [b, other]) => older(a, b) && !older(other, one));
    }
    for (const [chart, operator] of Object.entries(CHARTS['cloudnative-pg'] ?? {})) {
      const release = releaseOf(operator);
      expect(release && satisfies(chart, release.chart)).toBe(true);
      expect(release && older(release.patch, operator)).toBe(false);
    }
    for (const { chart } of OPERATOR_RELEASES) {
      expect(Object.keys(CHARTS['cloudnative-pg'] ?? {}).some((version) => satisfies(version, chart))).toBe(true);
    }
  });

  it('a repair is a patch of the table, of a day on which its minor was supported, and no minor has two', () => {
    for (const { repairs } of [...KNOWN_BUGS, ...VULNERABILITIES]) {
      ordered(repairs, (a, b) => older(a.version, b.version));
      expect(groupBy(repairs, ({ version }) => releaseOf(version)?.operator).size).toBe(repairs.length);
      for (const { version, date } of repairs) {
        const { patch = '', released = '', supportedUntil = '9999' } = releaseOf(version) ?? {};
        expect(older(patch, version)).toBe(false);
        expect(released <= date && date <= supportedUntil).toBe(true);
      }
    }
  });

  it('Kubernetes and PostgreSQL: versions and their last days in order', () => {
    ordered(KUBERNETES_RELEASES, (a, b) => older(a.minor, b.minor) && a.supportedUntil < b.supportedUntil);
    ordered(POSTGRES_RELEASES, (a, b) => a.major + 1 === b.major && a.supportedUntil < b.supportedUntil);
  });

  it('neighbours: minors in order; only the newest wait for a release, and for one that is not there yet', () => {
    for (const [, rows] of groupBy(NEIGHBOUR_RELEASES, ({ neighbour }) => neighbour)) {
      ordered(rows, (a, b) => older(a.minor, b.minor));
      ordered(rows, (a, b) => 'on' in a.ends || 'withRelease' in b.ends);
      for (const { minor, patch = minor, ends } of rows) {
        expect(satisfies(patch, minor)).toBe(true);
        if ('withRelease' in ends) expect(rows.every((row) => older(row.minor, ends.withRelease))).toBe(true);
        expect('withRelease' in ends && patch === minor).toBe(false);
      }
      expect(rows.at(-1)?.ends).toHaveProperty('withRelease');
    }
  });

  it('every last day is a day, named once', () => {
    const ends = releaseEnds();
    for (const { until } of ends) expect(new Date(until).toISOString().slice(0, 10)).toBe(until);
    expect(new Set(ends.map(({ release }) => release)).size).toBe(ends.length);
  });
});

describe('neighbourEnd', () => {
  const now = new Date('2026-11-28');
  it.each<[string, string, string | undefined]>([
    ['Argo CD', '3.6.2', undefined],
    ['Argo CD', '3.4.0', undefined],
    ['Argo CD', '3.3.19', 'has had no fixes since 2026-11-03'],
    ['Argo CD', '2.14.0', 'has no fixes any more: the newest is 3.6.2'],
    ['External Secrets', '2.9.0', 'has had no fixes since 2026-08-28'],
    ['External Secrets', '2.12.0', 'has no fixes any more: the newest is 2.14.0'],
    ['External Secrets', '2.15.0', undefined],
    ['cert-manager', 'v1.20.3', undefined],
    ['Prometheus operator', '0.93.0', 'has no fixes any more: the newest is 0.95.2'],
    ['Grafana', '1.0.0', undefined],
  ])('%s %s', (neighbour, version, end) => expect(neighbourEnd(neighbour, version, now)).toBe(end));

  it('ends on the day after the last one', () => {
    expect(neighbourEnd('Argo CD', '3.3.1', new Date('2026-11-03T23:59:59Z'))).toBeUndefined();
  });
});
