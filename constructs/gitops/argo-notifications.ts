import type { Construct } from 'constructs';
import { qualifiedNameProblem } from '../../values/kubernetes/names';
import { InputError } from '../base/input-error';

interface DatabaseEvent {
  readonly description: string;
  /** In the words that Argo CD's expression language has in common with others: `&&`, `||`, `!`, `==`, `!=`, `?.`, `nil`, `any`. */
  readonly when: string;
  readonly subject: string;
  readonly text: string;
}

const HEALTH = 'app.status?.health?.status';
const SUCCEEDED = "app.status?.operationState?.phase == 'Succeeded'";
// Since Argo CD 3.4 an Application is Missing only when all of its objects are; one alone shows where their health is kept with it. What
// git has newly got is missing as well until it is synced: that is worth a word for a Cluster alone.
const LACKS_CLUSTER =
  "app.status?.resources != nil && any(app.status.resources, {.kind == 'Cluster' && .health?.status == 'Missing'})";
const HAS_SURPLUS = 'app.status?.resources != nil && any(app.status.resources, {.requiresPruning == true})';

// What an Application knows of itself: since Argo CD 3.0 the health of its objects is part of it only with
// `controller.resource.health.persist`.
const EVENTS = {
  'on-database-degraded': {
    description: 'A database, or what belongs to it, does not do what it should',
    when: `${HEALTH} == 'Degraded'`,
    subject: 'is degraded',
    text: 'At least one of its objects is Degraded: failing over, unrecoverable, not archiving WAL, or not applied.',
  },
  'on-database-missing': {
    description: 'A Cluster, or all of a database that was synced before, is gone',
    when: `app.status?.history != nil && (${HEALTH} == 'Missing' || ${LACKS_CLUSTER})`,
    subject: 'lacks its Cluster, or everything',
    text: 'Somebody or something deleted it. A Cluster that self-healing makes again is a new, empty one: stop the sync before anything else.',
  },
  'on-database-suspended': {
    description: 'A database waits for a person: supervised update, fencing, reconciliation disabled',
    when: `${HEALTH} == 'Suspended'`,
    subject: 'waits for a person',
    text: 'A supervised update waits for its switchover, an instance is fenced, or the operator has been told to leave a cluster alone.',
  },
  'on-database-sync-failed': {
    description: 'All attempts to apply what git says have failed',
    when: "app.status?.operationState?.phase == 'Error' || app.status?.operationState?.phase == 'Failed'",
    subject: 'could not be synced',
    text: 'What git says is not what runs. The error: {{.app.status.operationState.message}}',
  },
  'on-database-prune-required': {
    description: 'An object left git and stays, since it is protected',
    when: HAS_SURPLUS,
    subject: 'holds objects that git no longer has',
    text: '{{range .app.status.resources}}{{if .requiresPruning}}{{.kind}} {{.namespace}}/{{.name}} stays until somebody deletes it. {{end}}{{end}}',
  },
  'on-database-drift': {
    description: 'Synced to this very commit, and still different',
    when: `app.status?.sync?.status == 'OutOfSync' && ${SUCCEEDED} && app.status?.operationState?.syncResult?.revision == app.status?.sync?.revision && !(${HAS_SURPLUS})`,
    subject: 'stays different from git',
    text: 'It was synced to {{.app.status.sync.revision}}, and what runs differs again: someone else writes the same fields.',
  },
} as const satisfies Record<string, DatabaseEvent>;

/** A trigger of {@link argoNotifications}. */
export type DatabaseTrigger = keyof typeof EVENTS;

/** The services that are told of one trigger, with their recipients: `{ slack: 'dba', email: ['dba@example.com'] }`. */
export type Recipients = Readonly<Record<string, string | readonly string[]>>;

/** Who is told of which trigger: those of {@link argoNotifications}, of Argo CD's catalog, or of your own. */
export type Subscriptions = Readonly<Partial<Record<DatabaseTrigger | (string & {}), Recipients>>>;

/**
 * Triggers and templates for what happens to databases, as keys of `argocd-notifications-cm`: what `kubectl patch` lays over that
 * ConfigMap, or `notifications.triggers` and `.templates` of Argo CD's chart hold. Services, with their tokens, stay yours.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/triggers/
 */
export function argoNotifications(): Record<string, string> {
  const events = Object.entries<DatabaseEvent>(EVENTS);
  return Object.fromEntries([
    ...events.map(([name, event]) => [`template.${templateOf(name)}`, template(event)]),
    ...events.map(([name, event]) => [`trigger.${name}`, trigger(name, event)]),
  ]);
}

/**
 * The annotations by which an Application subscribes.
 * @throws InputError for names that make no annotation, for no recipient, and for a recipient with a semicolon
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/subscriptions/
 */
export function subscriptionAnnotations(scope: Construct, subscriptions: Subscriptions = {}): Record<string, string> {
  const annotations: Record<string, string> = {};
  for (const [event, recipients = {}] of Object.entries(subscriptions)) {
    for (const [service, given] of Object.entries(recipients)) {
      const key = `notifications.argoproj.io/subscribe.${event}.${service}`;
      const names = [given].flat();
      const problem = qualifiedNameProblem(key);
      if (problem !== undefined) throw new InputError(scope, `annotation "${key}" ${problem}`);
      if (names.length === 0 || names.some((name) => name.includes(';'))) {
        throw new InputError(
          scope,
          `notifications of ${event} by ${service}: give recipients, each without a semicolon`,
        );
      }
      annotations[key] = names.join(';');
    }
  }
  return annotations;
}

function templateOf(trigger: string): string {
  return trigger.replace(/^on-/, 'app-');
}

/** JSON strings, which are YAML strings, too. */
function trigger(name: string, { description, when }: DatabaseEvent): string {
  return `- description: ${JSON.stringify(description)}
  when: ${JSON.stringify(when)}
  send: [${templateOf(name)}]
`;
}

function template({ subject, text }: DatabaseEvent): string {
  return `email:
  subject: ${JSON.stringify(`{{.app.metadata.name}} ${subject}`)}
message: |
  {{.app.metadata.name}} ${subject}. ${text}
  {{.context.argocdUrl}}/applications/{{.app.metadata.namespace}}/{{.app.metadata.name}}
`;
}
