import fc from 'fast-check';
import { expect, it } from 'vitest';
import { validate } from '../../../rules/engine/validate';
import { POSTGRES_MAJORS } from '../../../values/cnpg/image';
import { Quantity } from '../../../values/kubernetes/quantity';
import { tune } from '../../../values/postgres/tune';

const MINOR = { '14': '14.20', '15': '15.15', '16': '16.11', '17': '17.7', '18': '18.1' } as const;

it('a computed configuration passes every rule, whatever the machine', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('oltp', 'mixed', 'analytics'),
      fc.constantFrom(...POSTGRES_MAJORS),
      fc.integer({ min: 1, max: 256 }),
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: 10, max: 4000 }),
      fc.boolean(),
      (profile, major, memory, cpu, disk, separate) => {
        const size = Quantity.parse(`${disk}Gi`);
        const resources = { memory: Quantity.parse(`${memory}Gi`), cpu: Quantity.parse(`${cpu}`) };
        const parameters = tune(profile, resources, { size, ...(separate && { walSize: size }) });
        const amounts = { memory: `${memory}Gi`, cpu: `${cpu}` };
        const cluster = {
          apiVersion: 'postgresql.cnpg.io/v1',
          kind: 'Cluster',
          metadata: { name: 'shop-db', namespace: 'shop', annotations: { 'cnpg-gitops/disposable': 'a test' } },
          spec: {
            instances: 1,
            enablePDB: false,
            imageName: `ghcr.io/cloudnative-pg/postgresql:${MINOR[major]}-standard-trixie`,
            storage: { size: `${disk}Gi` },
            ...(separate && { walStorage: { size: `${disk}Gi` } }),
            resources: { requests: amounts, limits: amounts },
            postgresql: { pg_hba: ['hostnossl all all all reject'], parameters: { ...parameters } },
          },
        };
        const found = validate([cluster]).filter(
          ({ rule, severity }) => severity !== 'info' && !rule.startsWith('operator-'),
        );
        expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
