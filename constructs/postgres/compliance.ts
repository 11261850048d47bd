import type { ParametersFor } from '../../imports/parameters';
import type { PostgresMajor } from '../../values/cnpg/image';
import { AUDIT_CLASSES, COMPLIANCE_ANNOTATION, type Compliance } from '../../values/declarations/compliance';
import { printCompliance } from '../../values/declarations/compliance-text';
import { Duration } from '../../values/time/duration';
import type { PostgresClusterProps } from './cluster-props';

type Declared = Partial<Pick<PostgresClusterProps, 'compliance' | 'version'>>;

/** The parameters that a declaration sets. Values that the user gave are kept, and are checked like everything else. */
export function complianceParameters({ compliance, version }: Declared): ParametersFor<PostgresMajor> {
  if (compliance === undefined) return {};
  return {
    ...auditParameters(compliance),
    ...LOGGING,
    log_connections: (version && CONNECTIONS[version]) ?? 'on',
    ...idle(compliance),
  };
}

/** The annotation in which a declaration travels. @throws InvalidValueError for one without meaning */
export function complianceAnnotations({ compliance }: Declared): Record<string, string> {
  return compliance === undefined ? {} : { [COMPLIANCE_ANNOTATION]: printCompliance(compliance) };
}

/**
 * A record says who did what to which relation, and not in which words: statements may hold values. `log_relation` makes up for the text
 * that `log_statement` leaves out; without both a record would only say that something was written.
 */
function auditParameters({ audit }: Compliance): Record<string, string> {
  return {
    'pgaudit.log': AUDIT_CLASSES.filter((each) => audit.classes.includes(each)).join(','),
    'pgaudit.log_catalog': 'off',
    'pgaudit.log_relation': 'on',
    'pgaudit.log_statement': 'off',
  };
}

/** What PostgreSQL does by itself (`log_statement` none, no parameters of statements that fail) is judged and not repeated. */
const LOGGING = {
  log_disconnections: 'on',
  // Otherwise a slow statement is followed by the values of its parameters.
  log_parameter_max_length: '0',
  // Otherwise a statement that fails is logged with its literals.
  log_min_error_statement: 'panic',
} as const;

/** Since 18 a list of stages; `on` was these three. */
const CONNECTIONS: Partial<Record<PostgresMajor, string>> = { '18': 'receipt,authentication,authorization' };

function idle({ idleSessions }: Compliance): Record<string, string> {
  if (!(idleSessions instanceof Duration)) return {};
  const limit = `${idleSessions.toSeconds()}s`;
  return { idle_session_timeout: limit, idle_in_transaction_session_timeout: limit };
}
