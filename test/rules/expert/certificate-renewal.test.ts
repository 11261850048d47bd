import { certificateRenewal } from '../../../rules/expert/certificate-renewal';
import { table } from './support';
import { certificate, clients, ours } from './support/tls';

table(certificateRenewal, [
  ['a day before', [ours, certificate({ duration: '2160h', renewBefore: '24h' })], ['Certificate tls is renewed']],
  ['in the last percents', [clients, certificate({ renewBeforePercentage: 5 })], ['is renewed']],
  ['never', [ours, certificate({ renewal: { policy: 'Disabled' } })], ['is never renewed']],
  ['by cert-manager’s own defaults', [ours, certificate({})], []],
  ['by a third', [ours, certificate({ duration: '48h', renewBeforePercentage: 33 })], []],
  ['a month before', [ours, certificate({ duration: '2160h', renewBefore: '720h' })], []],
  ['what cannot be read, which others report', [ours, certificate({ duration: 'soon', renewBefore: 3 })], []],
]);
