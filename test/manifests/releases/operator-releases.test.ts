import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IMPORTED_KINDS } from '../../../commands/import/kinds';
import {
  DEFAULT_IMAGE,
  defaultImage,
  OPERATOR_RELEASES,
  operatorRelease,
} from '../../../manifests/releases/operator-releases';
import { PLUGIN_SCHEMAS } from '../../../manifests/releases/plugin-releases';
import { ImageReference, POSTGRES_MAJORS } from '../../../values/cnpg/image';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { satisfies, Version } from '../../../values/cnpg/version';
import { factsByRelease } from '../../imports/support';

const ROOT = join(__dirname, '../../..');
const schemas = OPERATOR_RELEASES.flatMap((row) => row.schemas);

/** The releases of which `imports/facts` has any kind of a group. */
function imported(group: string): string[] {
  const kinds = IMPORTED_KINDS[group] ?? [];
  return [...new Set(kinds.flatMap((kind) => [...factsByRelease(group, kind).keys()]))];
}

function sorted(releases: readonly string[]): string[] {
  return releases.toSorted((a, b) => Version.parse(a).compareTo(Version.parse(b)));
}

describe('no release is half there', () => {
  it('has a row of every release with schemas, and schemas of every release in a row, oldest first', () => {
    expect(sorted(imported('postgresql.cnpg.io'))).toEqual(schemas);
    expect(sorted(imported('barmancloud.cnpg.io'))).toEqual(PLUGIN_SCHEMAS);
    expect(sorted(schemas)).toEqual(schemas);
  });

  it.each(OPERATOR_RELEASES)('$operator has what belongs to it, and nothing of another minor', (row) => {
    expect(row.schemas.length).toBeGreaterThan(0);
    const images = Object.keys(row.images);
    expect(images[0]).toBe(`${row.operator}.0`);
    expect(sorted(images)).toEqual(images);
    for (const release of [...row.schemas, ...images]) expect(satisfies(release, row.operator), release).toBe(true);
  });

  it.each(schemas)('%s: the kinds of the release before are there, too', (release) => {
    const before = schemas[schemas.indexOf(release) - 1];
    for (const kind of IMPORTED_KINDS['postgresql.cnpg.io'] ?? []) {
      const known = factsByRelease('postgresql.cnpg.io', kind);
      if (before !== undefined && known.has(before)) expect(known.has(release), kind).toBe(true);
    }
  });

  it('has the sources of every release in cdk8s.yaml', () => {
    const pinned = readFileSync(join(ROOT, 'cdk8s.yaml'), 'utf8');
    for (const release of schemas) {
      for (const kind of IMPORTED_KINDS['postgresql.cnpg.io'] ?? []) {
        const url = `cloudnative-pg/v${release}/config/crd/bases/postgresql.cnpg.io_${kind.toLowerCase()}s.yaml`;
        expect(pinned.includes(url), url).toBe(factsByRelease('postgresql.cnpg.io', kind).has(release));
      }
    }
    for (const release of PLUGIN_SCHEMAS) expect(pinned).toContain(`plugin-barman-cloud/v${release}/`);
  });

  it('judges by the newest where no target is given, on versions that it supports', () => {
    expect([DEFAULT_TARGET.operator, DEFAULT_TARGET.plugin]).toEqual([schemas.at(-1), PLUGIN_SCHEMAS.at(-1)]);
    const { kubernetes, postgres } = operatorRelease(DEFAULT_TARGET.operator);
    expect(satisfies(DEFAULT_TARGET.kubernetes, `>=${kubernetes[0]} <=${kubernetes[1]}`)).toBe(true);
    const inside = (major: string) => Number(major) >= postgres[0] && Number(major) <= postgres[1];
    expect(POSTGRES_MAJORS.filter((major) => !inside(major))).toEqual([]);
  });
});

describe('the image of a cluster that names none', () => {
  it.each([
    ['1.27.1', '18.1'],
    ['1.28.0', '18.1'],
    ['1.28.1', '18.1'],
    ['1.28.2', '18.3'],
    ['1.28.3', '18.3'],
    ['1.28.4', '18.4'],
    ['1.28.9', '18.4'],
    ['1.29.0-rc1', '18.3'],
    ['1.29.0', '18.3'],
    ['1.29.1', '18.3'],
    ['1.29.2', '18.4'],
    ['1.30.0', '18.4'],
    ['1.31.0', '18.4'],
  ])('%s: %s', (operator, version) => {
    expect(defaultImage(operator)).toBe(`ghcr.io/cloudnative-pg/postgresql:${version}-system-trixie`);
  });

  it('has the same major and type in all of them, so that readers without a target are right', () => {
    const read = (image: string) => ImageReference.parse(image).postgres?.major;
    for (const { images } of OPERATOR_RELEASES) {
      for (const release of Object.keys(images)) {
        expect(read(defaultImage(release))).toBe(read(DEFAULT_IMAGE));
        expect(defaultImage(release)).toMatch(/-system-trixie$/);
      }
    }
  });
});
