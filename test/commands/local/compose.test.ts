import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { applications } from '../../../apps/index';
import { declarationOf } from '../../../commands/local/declaration';
import { declaredClusters } from '../../../commands/postgres/declared-clusters';
import { ImageReference } from '../../../values/cnpg/image';
import { quoteIdentifier } from '../../../values/postgres/sql';

// One declaration, two ways to run it on a laptop: they must be the same database.

const databases = applications.flatMap((application) => declaredClusters(application));

describe.each(databases.map((each) => [each.application, each] as const))(
  'compose.yaml of %s',
  (application, { manifest, index }) => {
    const compose = parse(readFileSync(join(__dirname, '../../../apps', application, 'compose.yaml'), 'utf8'));
    const { image, command, environment } = compose.services.postgres;
    const declaration = declarationOf(manifest, index);

    it('has the version that local starts', () => {
      expect(ImageReference.parse(image).postgres).toEqual(
        ImageReference.parse(String(Object(manifest.spec).imageName)).postgres,
      );
      expect(ImageReference.parse(image).postgres?.major).toBe(declaration.major);
    });

    it('makes the database with the same encoding and locale', () => {
      expect(environment.POSTGRES_INITDB_ARGS.replaceAll('$$', '$').split(' ')).toEqual(declaration.initdb);
    });

    it('makes the same owner and database', () => {
      const [owner, database] = [quoteIdentifier(declaration.owner), quoteIdentifier(declaration.database)];
      const sql = compose.configs.owner.content.replaceAll('$$', '$');
      expect(sql).toContain(`CREATE ROLE ${owner} LOGIN PASSWORD '\${POSTGRES_PASSWORD:-local}';`);
      expect(sql).toContain(`CREATE DATABASE ${database} OWNER ${owner};`);
    });

    it('gives the parameters that local starts from, before they are scaled', () => {
      const [program, ...options] = command.map((word: string) => word.replaceAll('$$', '$'));
      expect(program).toBe('postgres');
      const given = options
        .filter((word: string) => word !== '-c')
        .map((word: string) => word.split(/=(.*)/s).slice(0, 2));
      expect(Object.fromEntries(given)).toEqual(declaration.parameters);
    });
  },
);
