/**
 * Health of a Backup.
 * @see https://cloudnative-pg.io/documentation/1.28/cloudnative-pg.v1/#backupphase
 */
export const BACKUP_HEALTH = `local phase = text(status.phase) or "pending"
if phase == "completed" then return health("Healthy", phase) end
if phase == "failed" or phase == "walArchivingFailing" then
  return health("Degraded", phase .. ": " .. (text(status.error) or "no reason given"))
end
return health("Progressing", phase)
`;
