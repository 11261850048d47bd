import { externalSecretGeneratorInterval } from '../../../rules/expert/external-secret-generator-interval';
import { table } from './support';
import { external, GENERATOR } from './support/rotation';

table(externalSecretGeneratorInterval, [
  ['no interval', [external(GENERATOR)], ['by default the password changes every hour']],
  ['a minute', [external({ ...GENERATOR, refreshInterval: '1m' })], ['every 60 s']],
  ['as a single value', [external({ data: [{ secretKey: 'p', ...GENERATOR.dataFrom[0] }] })], ['every hour']],
  ['ten minutes', [external({ ...GENERATOR, refreshInterval: '10m0s' })], []],
  ['never', [external({ ...GENERATOR, refreshInterval: '0' })], []],
  ['once', [external({ ...GENERATOR, refreshPolicy: 'CreatedOnce' })], []],
  ['when it is changed', [external({ ...GENERATOR, refreshPolicy: 'OnChange' })], []],
  ['something that is not an interval', [external({ ...GENERATOR, refreshInterval: 'often' })], []],
  ['another generator', [external({ dataFrom: [{ sourceRef: { generatorRef: { kind: 'UUID', name: 'u' } } }] })], []],
  ['a store', [external({ dataFrom: [{ extract: { key: 'k' } }] })], []],
]);
