import { parameterUnknown } from '../../../rules/expert/parameter-unknown';
import { cluster, parameters, table } from './support';
import { on18 } from './support/parameters';

table(parameterUnknown, [
  ['a misspelled name', [parameters({ shared_bufers: '1GB' })], ['PostgreSQL 17 has no parameter shared_bufers']],
  ['one that is gone', [parameters({ old_snapshot_threshold: '1min' })], ['PostgreSQL 16 was the last to have it']],
  ['one that is not there yet', [parameters({ io_method: 'worker' })], ['it came with PostgreSQL 18']],
  ['the same on the major that has it', [parameters({ io_method: 'worker' }, on18)], []],
  ['the default image, which is 18', [cluster({ postgresql: { parameters: { io_method: 'worker' } } })], []],
  ['one of an extension that nobody knows', [parameters({ 'my_extension.level': '1' })], []],
  ['a major without a catalogue', [parameters({ shared_bufers: '1GB' }, { imageName: 'postgresql:13.22' })], []],
  [
    'a catalog of images',
    [parameters({ io_method: 'x' }, { imageName: undefined, imageCatalogRef: { major: 16 } })],
    ['18'],
  ],
]);
