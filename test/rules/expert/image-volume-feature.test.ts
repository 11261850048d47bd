import { imageVolumeFeature } from '../../../rules/expert/image-volume-feature';
import { table } from './support';
import { on, PGAUDIT } from './support/extensions';

table(imageVolumeFeature, [
  [
    '1.34',
    [on('18.1', { extensions: [PGAUDIT] })],
    ['behind the feature gate ImageVolume'],
    { target: { kubernetes: '1.34' } },
  ],
  ['1.35', [on('18.1', { extensions: [PGAUDIT] })], [], { target: { kubernetes: '1.35' } }],
  ['1.32, which another rule says', [on('18.1', { extensions: [PGAUDIT] })], [], { target: { kubernetes: '1.32' } }],
  ['none', [on('18.1')], []],
]);
