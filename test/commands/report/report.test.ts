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
