import { describe, expect, it } from 'vitest';
import { podSecurityProblems } from '../../../manifests/kubernetes/pod-security';
import { POD_SECURITY_CHECKS } from '../../../manifests/kubernetes/pod-security-checks';
import type { Manifest } from '../../../manifests/object/manifest';

type Fields = Readonly<Record<string, unknown>>;

const CONTEXT = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const SAFE = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

/** A pod that keeps the restricted standard, with one field of it, of its context, its container or the container's context changed. */
const pod = (fields: Fields) => ({
  securityContext: SAFE,
  containers: [{ name: 'a', securityContext: CONTEXT }],
  ...fields,
});
const context = (fields: Fields) => pod({ securityContext: { ...SAFE, ...fields } });
const container = (fields: Fields) => pod({ containers: [{ name: 'a', securityContext: CONTEXT, ...fields }] });
const inContainer = (fields: Fields) => container({ securityContext: { ...CONTEXT, ...fields } });
const volume = (fields: Fields) => pod({ volumes: [{ name: 'v', ...fields }] });

function manifest(spec: Fields, kind = 'Pod'): Manifest {
  return { apiVersion: 'v1', kind, metadata: { name: 'p' }, spec };
}

const pathsOf = (spec: Fields, level: 'baseline' | 'restricted') =>
  podSecurityProblems(manifest(spec), level).map(({ path }) => path);

// What Kubernetes' own fixtures try, one row a field: https://github.com/kubernetes/pod-security-admission
const BASELINE: [what: string, spec: Fields, path: string][] = [
  [
    'a host process',
    context({ windowsOptions: { hostProcess: true } }),
    'spec.securityContext.windowsOptions.hostProcess',
  ],
  ['the network of the node', pod({ hostNetwork: true }), 'spec.hostNetwork'],
  ['the processes of the node', pod({ hostPID: true }), 'spec.hostPID'],
  ['the memory of the node', pod({ hostIPC: true }), 'spec.hostIPC'],
  ['all rights', inContainer({ privileged: true }), 'spec.containers[0].securityContext.privileged'],
  [
    'an early container with all rights',
    pod({ initContainers: [{ securityContext: { ...CONTEXT, privileged: true } }] }),
    'spec.initContainers[0].securityContext.privileged',
  ],
  [
    'a dangerous capability',
    inContainer({ capabilities: { drop: ['ALL'], add: ['NET_RAW'] } }),
    'spec.containers[0].securityContext.capabilities.add',
  ],
  ['a folder of the node', volume({ hostPath: { path: '/' } }), 'spec.volumes[0].hostPath'],
  ['a port of the node', container({ ports: [{ containerPort: 1 }, { hostPort: 80 }] }), 'spec.containers[0].ports'],
  [
    'a probe of another host',
    container({ livenessProbe: { httpGet: { host: '10.0.0.1' } } }),
    'spec.containers[0].livenessProbe.httpGet.host',
  ],
  [
    'a hook on another host',
    container({ lifecycle: { preStop: { httpGet: { host: 'x' } } } }),
    'spec.containers[0].lifecycle.preStop.httpGet.host',
  ],
  ['no AppArmor', context({ appArmorProfile: { type: 'Unconfined' } }), 'spec.securityContext.appArmorProfile.type'],
  [
    'another type of SELinux',
    context({ seLinuxOptions: { type: 'spc_t' } }),
    'spec.securityContext.seLinuxOptions.type',
  ],
  [
    'a user of SELinux',
    inContainer({ seLinuxOptions: { user: 'u' } }),
    'spec.containers[0].securityContext.seLinuxOptions.user',
  ],
  ['a role of SELinux', context({ seLinuxOptions: { role: 'r' } }), 'spec.securityContext.seLinuxOptions.role'],
  ['an unmasked /proc', inContainer({ procMount: 'Unmasked' }), 'spec.containers[0].securityContext.procMount'],
  [
    'no seccomp',
    inContainer({ seccompProfile: { type: 'Unconfined' } }),
    'spec.containers[0].securityContext.seccompProfile.type',
  ],
  [
    'a sysctl of the node',
    context({ sysctls: [{ name: 'kernel.msgmax', value: '1' }] }),
    'spec.securityContext.sysctls',
  ],
];

const RESTRICTED: typeof BASELINE = [
  ['a volume on a server', volume({ nfs: { server: 'x', path: '/' } }), 'spec.volumes[0]'],
  [
    'escalation that is not forbidden',
    container({ securityContext: { capabilities: { drop: ['ALL'] } } }),
    'spec.containers[0].securityContext.allowPrivilegeEscalation',
  ],
  [
    'root that is not forbidden',
    pod({ securityContext: { seccompProfile: { type: 'Localhost' } } }),
    'spec.securityContext.runAsNonRoot',
  ],
  ['root in one container', inContainer({ runAsNonRoot: false }), 'spec.containers[0].securityContext.runAsNonRoot'],
  ['root by number', context({ runAsUser: 0 }), 'spec.securityContext.runAsUser'],
  ['root by number in one container', inContainer({ runAsUser: 0 }), 'spec.containers[0].securityContext.runAsUser'],
  ['no seccomp profile', pod({ securityContext: { runAsNonRoot: true } }), 'spec.securityContext.seccompProfile.type'],
  [
    'capabilities that stay',
    inContainer({ capabilities: { drop: ['NET_RAW'] } }),
    'spec.containers[0].securityContext.capabilities.drop',
  ],
  [
    'a capability',
    inContainer({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } }),
    'spec.containers[0].securityContext.capabilities.add',
  ],
];

describe('the baseline standard', () => {
  it.each(BASELINE)('refuses %s', (_, spec, path) => {
    expect(pathsOf(spec, 'baseline')).toEqual([path]);
    expect(pathsOf(spec, 'restricted')).toContain(path);
  });

  it.each(RESTRICTED)('allows %s', (_, spec) => expect(pathsOf(spec, 'baseline')).toEqual([]));

  it('allows a pod that says nothing', () => expect(pathsOf({ containers: [{ name: 'a' }] }, 'baseline')).toEqual([]));
});

describe('the restricted standard', () => {
  it.each(RESTRICTED)('refuses %s', (_, spec, path) => expect(pathsOf(spec, 'restricted')).toEqual([path]));

  it.each<[string, Fields]>([
    ['the least', pod({})],
    ['nothing at all', {}],
    [
      'what only the container says',
      pod({ securityContext: {}, containers: [{ securityContext: { ...CONTEXT, ...SAFE } }] }),
    ],
    ['a low port', inContainer({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } })],
    ['a safe sysctl', context({ sysctls: [{ name: 'net.ipv4.tcp_keepalive_time', value: '60' }] })],
    ['a port', container({ ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 0 }] })],
    ['its own probe', container({ livenessProbe: { httpGet: { port: 80, host: '' } } })],
    ['an empty field', context({ runAsUser: null, seLinuxOptions: null })],
    ['another user', context({ runAsUser: 26 })],
    ['another system', pod({ os: { name: 'windows' }, securityContext: {} })],
    ...['configMap', 'emptyDir', 'image', 'persistentVolumeClaim', 'projected', 'secret'].map(
      (type): [string, Fields] => [type, volume({ [type]: {} })],
    ),
  ])('allows %s', (_, spec) => expect(pathsOf(spec, 'restricted')).toEqual([]));

  it('finds what a pod that says nothing lacks', () => {
    expect(
      podSecurityProblems(manifest({ containers: [{ name: 'a' }] }), 'restricted').map(({ message }) => message),
    ).toEqual([
      'allowPrivilegeEscalation must be false',
      'runAsNonRoot must be true',
      'seccompProfile.type must be RuntimeDefault or Localhost',
      'capabilities.drop must have ALL',
    ]);
  });
});

it('every check is tried', () => {
  const tried = new Set(
    [...BASELINE, ...RESTRICTED].flatMap(([, spec]) =>
      podSecurityProblems(manifest(spec), 'restricted').map(({ message }) => message.split(' ').slice(1).join(' ')),
    ),
  );
  expect(POD_SECURITY_CHECKS.filter(({ rule }) => !tried.has(rule))).toEqual([]);
});

it.each([
  ['apps/v1', 'Deployment', (spec: Fields) => ({ template: { spec } }), 'spec.template.spec.hostPID'],
  ['batch/v1', 'Job', (spec: Fields) => ({ template: { spec } }), 'spec.template.spec.hostPID'],
  [
    'batch/v1',
    'CronJob',
    (spec: Fields) => ({ jobTemplate: { spec: { template: { spec } } } }),
    'spec.jobTemplate.spec.template.spec.hostPID',
  ],
])('%s %s has its pods inside', (apiVersion, kind, around, path) => {
  const problems = podSecurityProblems({ ...manifest(around(pod({ hostPID: true })), kind), apiVersion }, 'baseline');
  expect(problems).toEqual([{ path, message: 'hostPID must not be true: the pod would be part of its node' }]);
});

it('the privileged standard allows everything', () => {
  expect(podSecurityProblems(manifest(pod({ hostPID: true })), 'privileged')).toEqual([]);
});
