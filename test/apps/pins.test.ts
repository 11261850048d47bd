import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSources } from '../../commands/cli/sources';
import { sourcesOf } from '../../manifests/argo/argo';
import { read } from '../../manifests/files/read';
import {
  NEIGHBOUR_RELEASES,
  NEIGHBOUR_RELEASES_SOURCE,
  neighbourEnd,
} from '../../manifests/releases/neighbour-releases';
import { captured } from '../commands/support/console';

// What this repository installs beside the operator is maintained, as the table of neighbours was when it was checked.

const ROOT = join(__dirname, '../..');
const CHECKED = new Date(NEIGHBOUR_RELEASES_SOURCE.checked);

it('the charts of dist/ are of maintained minors', async () => {
  const files = await readSources([join(ROOT, 'dist')], captured());
  const sources = files
    .flatMap(({ name, content }) => read(content, name))
    .flatMap(({ manifest }) => (manifest?.kind === 'Application' ? sourcesOf(manifest) : []));
  const pinned = sources.flatMap(({ chart, targetRevision }) => {
    const release = NEIGHBOUR_RELEASES.find((each) => each.chart !== undefined && each.chart === chart);
    return release === undefined ? [] : [[release.neighbour, String(targetRevision)] as const];
  });
  expect(new Set(pinned.map(([neighbour]) => neighbour))).toEqual(new Set(['cert-manager', 'External Secrets']));
  for (const [neighbour, version] of pinned) {
    expect([neighbour, version, neighbourEnd(neighbour, version, CHECKED)]).toEqual([neighbour, version, undefined]);
  }
});

it.each([
  ['Argo CD', 'ARGO_CD_VERSION'],
  ['Prometheus operator', 'PROMETHEUS_OPERATOR_VERSION'],
])('mise.toml installs a maintained %s', (neighbour, variable) => {
  const [, version = ''] =
    new RegExp(`^${variable} = "(.*)"$`, 'm').exec(readFileSync(join(ROOT, 'mise.toml'), 'utf8')) ?? [];
  expect(version).toMatch(/^v\d/);
  expect(neighbourEnd(neighbour, version, CHECKED)).toBeUndefined();
});
