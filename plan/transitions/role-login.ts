import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { isBelow } from '../engine/path';
import type { Transition } from '../engine/transition';

/** How a role that is an object of its own logs in: what takes a way away is an outage, and what gives one is none. */
export const roleLogin: Transition = {
  kinds: [Kind.DATABASE_ROLE],
  paths: ['spec.login', 'spec.disablePassword', 'spec.clientCertificate'],
  judge({ path }, { before, after }) {
    if (isBelow(path, 'spec.clientCertificate')) {
      const field = 'spec.clientCertificate.enabled';
      if (at(before, field) === true && at(after, field) !== true) {
        const reason =
          'its Secret with the certificate is deleted: who logs in with it is refused at the next connection';
        return { impact: 'outage', reason };
      }
      return { impact: 'none', reason: 'a certificate is issued in a Secret; pg_hba needs a line that takes it' };
    }
    if (isBelow(path, 'spec.login')) {
      return at(after, 'spec.login') === true
        ? { impact: 'none', reason: 'clients can log in as this role' }
        : undefined;
    }
    if (at(after, 'spec.disablePassword') === true) return undefined;
    return { impact: 'none', reason: 'clients can log in with a password, once one is set' };
  },
};
