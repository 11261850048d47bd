import { writtenTargetTime } from '../../manifests/cnpg/written-target-time';
import { at, text } from '../../manifests/object/manifest';

const TARGET = 'spec.bootstrap.recovery.recoveryTarget';

/** The lines that the operator writes into PostgreSQL's configuration for a Cluster's recovery target: values between quotes, as they are. */
export function recoveryOptions(cluster: object, operator: string): string[] {
  const value = (name: string) => text(at(cluster, `${TARGET}.${name}`)) ?? '';
  const texts = {
    recovery_target_timeline: value('targetTLI'),
    recovery_target_xid: value('targetXID'),
    recovery_target_name: value('targetName'),
    recovery_target_lsn: value('targetLSN'),
    recovery_target_time: writtenTargetTime(value('targetTime'), operator),
  };
  return [
    ...Object.entries(texts).flatMap(([name, given]) => (given === '' ? [] : [`${name} = '${given}'`])),
    ...(at(cluster, `${TARGET}.targetImmediate`) === true ? ['recovery_target = immediate'] : []),
    `recovery_target_inclusive = ${at(cluster, `${TARGET}.exclusive`) !== true}`,
  ];
}
