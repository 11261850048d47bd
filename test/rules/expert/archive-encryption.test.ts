import { archiveEncryption } from '../../../rules/expert/archive-encryption';
import { table } from './support';
import { inTree, store } from './support/archives';

table(archiveEncryption, [
  ['neither', [store({})], ['wal and data set no encryption']],
  ['one of two', [store({ wal: { encryption: 'AES256' } })], ['data set no encryption']],
  ['in-tree', [inTree({})], ['wal and data']],
  ['both', [store({ wal: { encryption: 'AES256' }, data: { encryption: 'aws:kms' } })], []],
  ['another cloud', [store({ destinationPath: 'https://account.blob.core.windows.net/x' })], []],
  ['an endpoint that is not AWS', [store({ endpointURL: 'https://s3.example.com' })], []],
]);
