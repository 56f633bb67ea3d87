/** Everything the audit log knows to have been done. */
export const AUDIT_ACTIONS = [
  'person.joined',
  'person.renamed',
  'person.roleChanged',
  'person.removed',
  'person.passwordChanged',
  'person.passwordReset',
  'person.sessionEnded',
  'person.signedOutEverywhere',
  'invitation.created',
  'invitation.withdrawn',
  'apiKey.created',
  'apiKey.revoked',
  'workspace.created',
  'workspace.changed',
  'webhookSecret.rotated',
  'hold.placed',
  'hold.changed',
  'hold.lifted',
  'automation.created',
  'automation.draftChanged',
  'automation.testSaved',
  'automation.testRemoved',
  'automation.published',
  'automation.paused',
  'automation.resumed',
  'automation.archived',
  'missed.run',
  'missed.dismissed',
  'largeRun.released',
  'largeRun.dismissed',
  'delivery.decided',
  'delivery.outcomeTold',
  'import.started',
  'billing.written',
  'event.declared',
  'automation.startedByHand',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** What a change was about; its key is the caller's own where there is one (an account), else our id. */
export const AUDIT_SUBJECTS = [
  'person',
  'invitation',
  'apiKey',
  'workspace',
  'account',
  'automation',
  'delivery',
  'import',
  'billing',
] as const;

export type AuditSubject = (typeof AUDIT_SUBJECTS)[number];

export const AUDIT_ACTORS = ['person', 'apiKey', 'system'] as const;

/** `system`: Dunwell itself, at its first start. */
export type AuditActor = (typeof AUDIT_ACTORS)[number];

/** One change: who, when, what, before and after. Never a secret, never the body of a message. */
export interface AuditEntry {
  id: string;
  /** Machine time (S1). */
  at: string;
  /** Business now of the change (S1). */
  businessAt: string;
  actor: { kind: AuditActor; id: string | null; name: string };
  action: AuditAction;
  subject: { kind: AuditSubject; key: string };
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
  /** The request that did it, as its answer named it. */
  requestId: string | null;
}

/** What of the log is asked for; all of it together. */
export interface AuditFilter {
  /** The person or key that acted. */
  actorId?: string;
  action?: AuditAction;
  subject?: AuditSubject;
  /** Key of the subject. */
  key?: string;
  /** Entries at or after this instant. */
  from?: string;
  /** Entries before this instant. */
  to?: string;
  /** Words to find in names, keys and values. */
  search?: string;
}
