import { argoChartTarget } from '../../../rules/expert/argo-chart-target';
import { table } from './support';
import { chart, operator, revision } from './support/argo';

const tagged = (tag: string) => chart('cloudnative-pg', {}, { helm: { valuesObject: { image: { tag } } } });

const target = { operator: '1.28.0', plugin: '0.11.0' };

table(argoChartTarget, [
  [
    'another operator',
    [operator],
    ['chart 0.27.0 installs operator 1.28.0, but the target is 1.28.1'],
    { target: { operator: '1.28.1' } },
  ],
  [
    'another plugin',
    [chart('plugin-barman-cloud', {}, { targetRevision: '0.6.0' })],
    ['installs plugin 0.12.0, but the target is 0.11.0'],
    { target },
  ],
  ['the pair', [operator, chart('plugin-barman-cloud', {}, { targetRevision: 'v0.5.0' })], [], { target }],
  ['an unknown chart', revision('0.99.0'), []],
  ['another image', [tagged('1.28.4')], ['image 1.28.4 on a chart of 1.28.0'], { target }],
  [
    'another image, which is the target',
    [tagged('1.28.4')],
    ['image 1.28.4 on a chart of 1.28.0'],
    { target: { ...target, operator: '1.28.4' } },
  ],
  ['the same image', [tagged('v1.28.0')], [], { target }],
]);
