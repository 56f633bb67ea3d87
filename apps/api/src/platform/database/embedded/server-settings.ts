import { totalmem } from 'node:os';

export type ServerSettings = Readonly<Record<string, string>>;

const MEGABYTE = 1024 * 1024;

const commonSettings: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  max_wal_size: '4GB',
  random_page_cost: '1.1',
  jit: 'off',
  shared_preload_libraries: 'pg_stat_statements',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
};

/** Settings for a server that keeps its promises, sized for this machine. */
export function durableSettings(memory = memoryInBytes()): ServerSettings {
  return {
    ...commonSettings,
    shared_buffers: megabytes(Math.min(memory / 4, 2048 * MEGABYTE)),
    effective_cache_size: megabytes(memory / 2),
    maintenance_work_mem: megabytes(Math.min(memory / 16, 512 * MEGABYTE)),
    work_mem: '32MB',
  };
}

/** Settings for tests: nothing has to outlive the machine's power, and many suites share it. */
export const disposableSettings: ServerSettings = {
  ...commonSettings,
  shared_buffers: '256MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** What the machine, or the container around us, has. */
function memoryInBytes(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

function megabytes(bytes: number): string {
  return `${Math.max(1, Math.floor(bytes / MEGABYTE))}MB`;
}
