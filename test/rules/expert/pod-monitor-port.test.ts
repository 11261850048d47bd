import { podMonitorPort } from '../../../rules/expert/pod-monitor-port';
import { table } from './support';
import { monitor } from './support/references';

table(podMonitorPort, [
  ['another one', [monitor({ podMetricsEndpoints: [{ port: 'metrics' }, { port: 'http' }] })], ['no port "http"']],
  [
    'of a Pooler',
    [monitor({ podMetricsEndpoints: [{ port: 'http' }] }, { 'cnpg.io/poolerName': 'p' })],
    ['no port "http"'],
  ],
  ['of something else', [monitor({ podMetricsEndpoints: [{ port: 'http' }] }, { app: 'x' })], []],
]);
