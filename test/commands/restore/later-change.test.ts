import { expect, it } from 'vitest';
import { laterChange, type RestoreStep } from '../../../commands/restore/later-change';
import { type Recoveries, recoveriesFrom } from '../../../constructs/index';

const DECLARED = recoveriesFrom({
  recoveries: [{ name: 'shop-db-r2', of: 'shop-db', at: '2026-11-20T13:37:00Z' }],
});

function after(...steps: RestoreStep[]): Recoveries {
  return steps.reduce<Recoveries>(
    (declared, step) => laterChange(step, declared, () => ['shop-db', 'shop-db-r2'])?.recoveries ?? declared,
    DECLARED,
  );
}

it('serves, lets rest, wakes and drops', () => {
  const cutOver = [{ serve: 'shop-db-r2' }, { hibernate: 'shop-db' }];
  expect(after(...cutOver)).toMatchObject({ serving: 'shop-db-r2', hibernated: ['shop-db'] });
  expect(after(...cutOver, { hibernate: 'shop-db' }).hibernated).toEqual(['shop-db']);
  expect(after(...cutOver, { serve: 'shop-db' })).toMatchObject({ serving: 'shop-db', hibernated: [] });
  expect(after(...cutOver, { drop: 'shop-db', reason: 'recovered' })).toMatchObject({
    serving: 'shop-db-r2',
    hibernated: [],
    dropped: [{ name: 'shop-db', reason: 'recovered' }],
  });
});

it('a recovery that failed is dropped, too', () => {
  expect(after({ drop: 'shop-db-r2', reason: 'the wrong instant' }).dropped).toHaveLength(1);
});

it.each<[string, RestoreStep, string]>([
  ['two steps at once', { serve: 'shop-db', drop: 'shop-db' }, '--serve and --drop are commits of their own'],
  ['a cluster that is not there', { serve: 'shop-db-r9' }, 'no cluster "shop-db-r9": there is shop-db, shop-db-r2'],
  ['the one that serves rests', { hibernate: 'shop-db' }, '--hibernate shop-db: applications connect to it'],
  ['the one that serves goes', { drop: 'shop-db', reason: 'a' }, '--drop shop-db: applications connect to it'],
  ['one goes without a reason', { drop: 'shop-db-r2' }, '--reason is missing: say why nobody needs shop-db-r2'],
])('refuses %s', (_, step, message) => {
  expect(() => after(step)).toThrow(message);
});
