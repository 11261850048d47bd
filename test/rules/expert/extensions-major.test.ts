import { extensionsMajor } from '../../../rules/expert/extensions-major';
import { cluster, table } from './support';

const extensions = { postgresql: { extensions: [{ name: 'x' }] } };

table(extensionsMajor, [
  ['17', [cluster({ imageName: 'postgresql:17.7', ...extensions })], ['PostgreSQL 17 has no extension_control_path']],
  [
    'an old Kubernetes',
    [cluster({ imageName: 'postgresql:18.1', ...extensions })],
    ['Kubernetes 1.32 has no image volumes'],
    { target: { kubernetes: '1.32' } },
  ],
  ['18', [cluster({ imageName: 'postgresql:18.1', ...extensions })], []],
]);
