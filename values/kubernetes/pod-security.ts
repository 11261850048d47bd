/**
 * What the pods of a namespace may do: `restricted` almost nothing, `baseline` everything except known ways out of a container, `privileged`
 * everything.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export type PodSecurityLevel = 'restricted' | 'baseline' | 'privileged';

/** Start of a Namespace's labels for them: `enforce`, `audit` or `warn` follows. */
export const POD_SECURITY_LABEL = 'pod-security.kubernetes.io/';
