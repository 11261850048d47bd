import type { PodSecurityLevel } from '../../values/kubernetes/pod-security';
import { list, record } from '../object/manifest';

/** One control of a level. */
export interface PodSecurityCheck {
  readonly level: Exclude<PodSecurityLevel, 'privileged'>;
  /**
   * The owner of the fields: the pod, each volume, or each container; or the security context of the pod and of each container; or the
   * security context of each container, which inherits from the pod.
   */
  readonly of: 'pod' | 'volume' | 'container' | 'context' | 'inherited context';
  readonly fields: readonly string[];
  /** Whether a value is allowed; undefined if the field is not set. */
  allows(value: unknown): boolean;
  /** What is true of allowed fields, as the end of a sentence that starts with the field. */
  readonly rule: string;
}

const CAPABILITIES =
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  );
const SELINUX_TYPES = ['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];
const SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
];
const VOLUMES = 'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret'.split(' ');
const HANDLERS = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle.postStart', 'lifecycle.preStop'];

/**
 * The Pod Security Standards as of Kubernetes 1.34, in the order of the manual.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export const POD_SECURITY_CHECKS: readonly PodSecurityCheck[] = [
  {
    level: 'baseline',
    of: 'context',
    fields: ['windowsOptions.hostProcess'],
    allows: not(true),
    rule: 'must not be true',
  },
  {
    level: 'baseline',
    of: 'pod',
    fields: ['hostNetwork', 'hostPID', 'hostIPC'],
    allows: not(true),
    rule: 'must not be true: the pod would be part of its node',
  },
  {
    level: 'baseline',
    of: 'container',
    fields: ['securityContext.privileged'],
    allows: not(true),
    rule: 'must not be true: the container would have its node',
  },
  {
    level: 'baseline',
    of: 'container',
    fields: ['securityContext.capabilities.add'],
    allows: subsetOf(CAPABILITIES),
    rule: `may have ${CAPABILITIES.join(', ')} alone`,
  },
  {
    level: 'baseline',
    of: 'volume',
    fields: ['hostPath'],
    allows: oneOf(undefined),
    rule: 'is not allowed: it is a folder of the node',
  },
  {
    level: 'baseline',
    of: 'container',
    fields: ['ports'],
    allows: (ports) => list(ports).every((port) => oneOf(undefined, 0)(record(port).hostPort)),
    rule: 'must have no hostPort: it is a port of the node',
  },
  {
    level: 'baseline',
    of: 'container',
    fields: HANDLERS.flatMap((handler) => [`${handler}.httpGet.host`, `${handler}.tcpSocket.host`]),
    allows: oneOf(undefined, ''),
    rule: 'is not allowed: the node would call it',
  },
  {
    level: 'baseline',
    of: 'context',
    fields: ['appArmorProfile.type'],
    allows: oneOf(undefined, 'RuntimeDefault', 'Localhost'),
    rule: 'must be RuntimeDefault or Localhost',
  },
  {
    level: 'baseline',
    of: 'context',
    fields: ['seLinuxOptions.type'],
    allows: oneOf(undefined, '', ...SELINUX_TYPES),
    rule: `must be one of ${SELINUX_TYPES.join(', ')}`,
  },
  {
    level: 'baseline',
    of: 'context',
    fields: ['seLinuxOptions.user', 'seLinuxOptions.role'],
    allows: oneOf(undefined, ''),
    rule: 'is not allowed',
  },
  {
    level: 'baseline',
    of: 'container',
    fields: ['securityContext.procMount'],
    allows: oneOf(undefined, 'Default'),
    rule: 'must be Default',
  },
  {
    level: 'baseline',
    of: 'context',
    fields: ['seccompProfile.type'],
    allows: not('Unconfined'),
    rule: 'must not be Unconfined',
  },
  {
    level: 'baseline',
    of: 'pod',
    fields: ['securityContext.sysctls'],
    allows: (sysctls) => list(sysctls).every((sysctl) => oneOf(...SYSCTLS)(record(sysctl).name)),
    rule: 'may have the safe ones alone',
  },
  {
    level: 'restricted',
    of: 'volume',
    fields: [''],
    allows: (volume) => VOLUMES.some((type) => (record(volume)[type] ?? undefined) !== undefined),
    rule: `must be one of ${VOLUMES.join(', ')}`,
  },
  {
    level: 'restricted',
    of: 'container',
    fields: ['securityContext.allowPrivilegeEscalation'],
    allows: oneOf(false),
    rule: 'must be false',
  },
  { level: 'restricted', of: 'inherited context', fields: ['runAsNonRoot'], allows: oneOf(true), rule: 'must be true' },
  { level: 'restricted', of: 'context', fields: ['runAsUser'], allows: not(0), rule: 'must not be 0, which is root' },
  {
    level: 'restricted',
    of: 'inherited context',
    fields: ['seccompProfile.type'],
    allows: oneOf('RuntimeDefault', 'Localhost'),
    rule: 'must be RuntimeDefault or Localhost',
  },
  {
    level: 'restricted',
    of: 'container',
    fields: ['securityContext.capabilities.drop'],
    allows: (dropped) => list(dropped).includes('ALL'),
    rule: 'must have ALL',
  },
  {
    level: 'restricted',
    of: 'container',
    fields: ['securityContext.capabilities.add'],
    allows: subsetOf(['NET_BIND_SERVICE']),
    rule: 'may have NET_BIND_SERVICE alone',
  },
];

function not(refused: unknown): (value: unknown) => boolean {
  return (value) => value !== refused;
}

function oneOf(...allowed: readonly unknown[]): (value: unknown) => boolean {
  return (value) => allowed.includes(value);
}

function subsetOf(allowed: readonly unknown[]): (value: unknown) => boolean {
  return (value) => list(value).every((each) => allowed.includes(each));
}
