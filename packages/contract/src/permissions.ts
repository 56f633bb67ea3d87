/** What somebody may do in a workspace; each route names the one it needs. */
export const PERMISSIONS = [
  /** See everything but people, keys and the audit log. */
  'read',
  /** Do the daily work: holds, tasks, tags, what is missed or needs attention. */
  'work',
  /** Send billing data in: rows, files. */
  'billing',
  /** Change drafts and try them. */
  'edit',
  /** Decide what runs: publish, pause, resume, archive, evaluate. */
  'publish',
  /** Settings, people, keys, the audit log. */
  'admin',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ['viewer', 'editor', 'publisher', 'admin'] as const;

/** What a person is in one workspace. */
export type Role = (typeof ROLES)[number];

/** What each role may do; an API key has permissions of its own choosing instead. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: ['read'],
  editor: ['read', 'work', 'billing', 'edit'],
  publisher: ['read', 'work', 'billing', 'edit', 'publish'],
  admin: PERMISSIONS,
};
