import { extensionImageMismatch } from '../../../rules/expert/extension-image-mismatch';
import { table } from './support';
import { mounted, on, PGAUDIT } from './support/extensions';

table(extensionImageMismatch, [
  [
    'another distribution',
    [on('18.1-minimal-bookworm', { extensions: [PGAUDIT] })],
    ['is built for trixie, but the Cluster runs on bookworm'],
  ],
  [
    'another major',
    [on('19.0-minimal-trixie', { extensions: [PGAUDIT] })],
    ['is built for PostgreSQL 18, but the Cluster runs 19'],
  ],
  ['the same', [on('18.1-minimal-trixie', { extensions: [PGAUDIT] })], []],
  ['tags that say nothing', [on('18.1', { extensions: [mounted('x', 'r.io/x:1.2'), { name: 'y' }] })], []],
]);
