import type { Case } from '../support/case';
import { archiveCases } from './archive';
import { availabilityCases, objectiveCases } from './availability';
import { connectionCases, transactionCases } from './load';
import { monitoringCases, platformCases, securityCases } from './platform';
import { replicationCases, storageCases } from './storage-and-replication';

/** When each alert fires, and when it just does not. */
export const CASES: readonly Case[] = [
  ...archiveCases,
  ...storageCases,
  ...replicationCases,
  ...availabilityCases,
  ...objectiveCases,
  ...connectionCases,
  ...transactionCases,
  ...securityCases,
  ...monitoringCases,
  ...platformCases,
];
