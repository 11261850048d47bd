/**
 * Health of a ScheduledBackup: whether the operator has taken it up. The time of the next backup is known only after the first one, which
 * may be a week away; that a backup did not run when it should have is for alerts to tell, since a script knows no clock.
 * @see https://cloudnative-pg.io/documentation/1.28/backup/#scheduled-backups
 */
export const SCHEDULED_BACKUP_HEALTH = `if spec.suspend == true then return health("Healthy", "suspended, as declared") end
local upcoming = text(status.nextScheduleTime)
if upcoming ~= nil then return health("Healthy", "next backup at " .. upcoming) end
if text(status.lastCheckTime) ~= nil then return health("Healthy", "waits for its first time") end
return health("Progressing", "waits for a healthy cluster")
`;
