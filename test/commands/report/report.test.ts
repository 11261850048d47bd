import { expect, it } from 'vitest';
import { report } from '../../../commands/report/report';
import type { Violation } from '../../../manifests/object/violation';

const said = (file: string, message: string, kind: string | null = null): Violation => ({
  ...{ rule: 'root-not-rendered', layer: 'expert', severity: 'info', path: null, fix: null, document: null },
  ...{ kind, namespace: null, name: kind, file, message },
});
const placeOf = ({ file }: Violation) => file;

it('names a file once, although two things are said alike of it', () => {
  const printed = report([said('a.yaml', 'x'), said('a.yaml', 'x'), said('b.yaml', 'x')], placeOf, false);
  expect(printed.split('\n').slice(0, 5)).toEqual([
    '2 files',
    '  ℹ root-not-rendered',
    '    x',
    '    a.yaml',
    '    b.yaml',
  ]);
});

it('names an object beside its place, and a file that has none', () => {
  const alike = [said('a.yaml', 'x', 'A'), said('b.yaml', 'x', 'B')];
  expect(report(alike, placeOf, false)).toContain('2 objects\n  ℹ root-not-rendered\n    x\n    a.yaml  A A\n');
  expect(report([said('a.yaml', 'x'), said('b.yaml', 'x')], () => null, false)).toContain(
    '    x\n    a.yaml\n    b.yaml\n',
  );
});

it('names the objects that overlays make of one document in one line, and how many more there are', () => {
  const made = (file: string, count: number) =>
    Array.from({ length: count }, (_, i) => ({ ...said(file, 'x', 'A'), document: 0, namespace: `t${i}` }));
  expect(report([...made('a.yaml', 2), ...made('b.yaml', 7)], placeOf, false)).toContain(
    '9 objects\n  ℹ root-not-rendered\n    x\n    a.yaml  A t0/A, A t1/A\n    b.yaml  A t0/A, A t1/A, A t2/A, A t3/A, A t4/A and 2 more\n',
  );
  const many = 'abcdefg'.split('').flatMap((file) => made(file, 2));
  expect(report(many, placeOf, false)).toContain('    e  A t0/A, A t1/A\n    and 4 more\n');
});
