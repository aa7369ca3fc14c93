import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LaunchOptions } from '../browsers/session';
import type { DemoRoom } from './room-server';

/** What a browser must be started with to find the room and talk in it. */
export function roomLaunchOptions(room: DemoRoom): Partial<LaunchOptions> {
  return {
    hostRules: room.hostRules,
    preferences: room.firefoxPreferences,
    fakeMicrophone: true,
    ignoreCertificateErrors: true,
    loopbackRtc: true,
  };
}

/**
 * Writes the room's lab database to a file for the extension's “use my own database” door.
 * @returns its path.
 */
export function saveLabDatabase(room: DemoRoom, folder: string): string {
  const path = join(folder, 'demo-lab.mmdb');
  writeFileSync(path, room.labDatabase);
  return path;
}
