import type { AttentionFilter, AttentionGroup, AttentionItem, DecideAttentionRequest } from '../attention.js';
import type { Message, MessageFilter, MessageWithContent } from '../messages.js';
import type { DecideAllMissedRequest, MissedFilter, MissedGroup, MissedMatch } from '../missed.js';
import type { Page } from '../page.js';
import type {
  ChangeTaskRequest,
  CompleteTaskRequest,
  CreateTaskRequest,
  Task,
  TaskCounts,
  TaskFilter,
} from '../tasks.js';
import type { Connection } from './connection.js';
import type { PageRequest } from './page-request.js';

/** A missed match, as far as it has to be named. */
export interface MissedItem {
  automationId: string;
  date: string;
  /** Account key, invoice number, subscription or payment method key. */
  subject: string;
}

/** The daily work: tasks, messages, what needs attention and what was missed. */
export class WorkClient {
  constructor(private readonly connection: Connection) {}

  /** Tasks, the most urgent first unless sorted otherwise. */
  listTasks(filter: PageRequest & TaskFilter = {}): Promise<Page<Task>> {
    return this.connection.json('GET', '/tasks', { query: { ...filter } });
  }

  /** How many tasks there are under each filter. */
  getTaskCounts(): Promise<TaskCounts> {
    return this.connection.json('GET', '/tasks/counts');
  }

  /** One task. */
  getTask(id: string): Promise<Task> {
    return this.connection.json('GET', task(id));
  }

  /** Makes a task about an account. */
  createTask(request: CreateTaskRequest): Promise<Task> {
    return this.connection.json('POST', '/tasks', { json: request });
  }

  /** Assigns, puts off or rewords a task that is not done. */
  changeTask(id: string, change: ChangeTaskRequest): Promise<Task> {
    return this.connection.json('PATCH', task(id), { json: change });
  }

  /** Ends a task with its outcome and the next step. */
  completeTask(id: string, request: CompleteTaskRequest): Promise<Task> {
    return this.connection.json('POST', task(id, '/complete'), { json: request });
  }

  /** Puts a task that was done back into the queue; what came of it stays. */
  reopenTask(id: string): Promise<Task> {
    return this.connection.json('POST', task(id, '/reopen'));
  }

  /** Messages of automations, sent or not, the latest first. */
  listMessages(filter: PageRequest & MessageFilter = {}): Promise<Page<Message>> {
    return this.connection.json('GET', '/messages', { query: { ...filter } });
  }

  /** A message with its text, its HTML and its attempts. */
  getMessage(delivery: string): Promise<MessageWithContent> {
    return this.connection.json('GET', `/messages/${encodeURIComponent(delivery)}`);
  }

  /** What waits for a person, the latest first. */
  listAttention(filter: PageRequest & AttentionFilter = {}): Promise<Page<AttentionItem>> {
    return this.connection.json('GET', '/attention', { query: { ...filter } });
  }

  /** The same by kind, reason and step. */
  listAttentionGroups(): Promise<{ groups: AttentionGroup[] }> {
    return this.connection.json('GET', '/attention/groups');
  }

  /** Decides about deliveries that need attention or are uncertain; all of them or none (S15, S17). */
  decideAttention(request: DecideAttentionRequest): Promise<void> {
    return this.connection.done('POST', '/attention/decide', { json: request });
  }

  /** Matches that were not acted on in time, the oldest date first (S10). */
  listMissed(filter: PageRequest & MissedFilter = {}): Promise<Page<MissedMatch>> {
    return this.connection.json('GET', '/missed', { query: { ...filter } });
  }

  /** The same by automation and reason. */
  listMissedGroups(): Promise<{ groups: MissedGroup[] }> {
    return this.connection.json('GET', '/missed/groups');
  }

  /** Acts on missed matches now, or takes them off the list; at most 200, all of them or none (S10). */
  decideMissed(items: readonly MissedItem[], decision: 'run' | 'dismiss'): Promise<void> {
    return this.connection.done('POST', '/missed/decide', { json: { items, decision } });
  }

  /** The same for every entry under a filter; refused (409) when there are more or fewer than expected. */
  decideAllMissed(request: DecideAllMissedRequest): Promise<void> {
    return this.connection.done('POST', '/missed/decide-all', { json: request });
  }
}

const task = (id: string, rest = ''): string => `/tasks/${encodeURIComponent(id)}${rest}`;
