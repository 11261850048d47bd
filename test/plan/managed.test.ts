import { expect, test } from 'vitest';
import { cluster, planOf } from './objects';

type Fields = Record<string, unknown>;

const role = (fields: Fields) => ({ managed: { roles: [{ name: 'reader', login: true, ...fields }] } });

const ROWS: readonly (readonly [
  what: string,
  before: Fields,
  after: Fields,
  impact: string,
  path: string,
  reason: RegExp,
])[] = [
  [
    'role dropped',
    role({}),
    role({ ensure: 'absent' }),
    'outage',
    'spec.managed.roles[name=reader].ensure',
    /DROP ROLE/,
  ],
  [
    'service goes',
    services(['a', 'b']),
    services(['a']),
    'outage',
    'spec.managed.services.additional[name=b]',
    /to it by name/,
  ],
  [
    'service comes',
    services(['a']),
    services(['a', 'b']),
    'none',
    'spec.managed.services.additional[name=b]',
    /Services are added/,
  ],
  ['role given up', role({}), {}, 'none', 'spec.managed.roles[name=reader]', /remains unchanged in PostgreSQL/],
  ['first role absent', {}, role({ ensure: 'absent' }), 'outage', 'spec.managed.roles[name=reader]', /DROP ROLE/],
  [
    'first role absent, beside services',
    services(['a']),
    { managed: { ...managedOf(services(['a'])), ...managedOf(role({ ensure: 'absent' })) } },
    'outage',
    'spec.managed.roles[name=reader]',
    /DROP ROLE/,
  ],
  ['all services go', services(['a']), {}, 'outage', 'spec.managed.services.additional[name=a]', /to it by name/],
  [
    'services go, roles stay',
    { managed: { ...managedOf(services(['a'])), ...managedOf(role({})) } },
    role({}),
    'outage',
    'spec.managed.services.additional[name=a]',
    /to it by name/,
  ],
  [
    'default Service goes',
    {},
    disabled(['r']),
    'outage',
    'spec.managed.services.disabledDefaultServices[value=r]',
    /a Service is deleted/,
  ],
  [
    'default Service created again',
    disabled(['r']),
    {},
    'none',
    'spec.managed.services.disabledDefaultServices[value=r]',
    /created again/,
  ],
];

function services(names: readonly string[]): Fields {
  const template = (name: string) => ({ metadata: { name }, spec: { type: 'ClusterIP' } });
  return {
    managed: {
      services: { additional: names.map((name) => ({ selectorType: 'rw', serviceTemplate: template(name) })) },
    },
  };
}

function managedOf({ managed }: Fields): Fields {
  return managed as Fields;
}

function disabled(disabledDefaultServices: readonly string[]): Fields {
  return { managed: { services: { disabledDefaultServices } } };
}

test.each(ROWS)('roles and Services: %s', (_what, before, after, impact, path, reason) => {
  const [change] = planOf([cluster(before)], [cluster(after)]).changes;
  expect(change).toMatchObject({ impact, fields: [{ impact, path }, ...(change?.fields.slice(1) ?? [])] });
  expect(change?.fields[0]?.reason).toMatch(reason);
});

test('a Service that another Cluster makes from now on is cut off once', () => {
  const copy = (spec: Fields) => cluster(spec, { name: 'copy' });
  const [one, none] = [services(['shop']), services([])];
  const reasonOf = (after: Fields) =>
    planOf([cluster(one), copy(none)], [cluster(none), copy(after)]).changes.find(({ name }) => name === 'shop-db')
      ?.fields[0]?.reason;
  expect(reasonOf(one)).toMatch(/Cluster copy creates it again: .* reaches copy after that$/);
  expect(reasonOf(services(['other']))).toMatch(
    /^a Service is deleted, and everything that connects to it by name is cut off$/,
  );
});
