import { archiveStaticCredentials } from '../../../rules/expert/archive-static-credentials';
import { table } from './support';
import { inTree, store } from './support/archives';

const keys = { s3Credentials: { accessKeyId: { name: 'aws', key: 'id' }, secretAccessKey: { name: 'aws', key: 'k' } } };

table(archiveStaticCredentials, [
  ['keys', [store(keys)], ['the keys in Secret aws do not expire']],
  ['keys in-tree', [inTree(keys)], ['Secret aws']],
  ['a role', [store({ s3Credentials: { inheritFromIAMRole: true } })], []],
  ['keys of a store that has no roles', [store({ ...keys, endpointURL: 'https://s3.example.com' })], []],
]);
