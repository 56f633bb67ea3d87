import type { Counts } from '@dunwell/contract';
import { WholeNumber } from '../../platform/http/fields.js';

export class CountsAnswer implements Counts {
  @WholeNumber({ description: 'Accounts with an overdue balance.' })
  pastDueAccounts: number;

  @WholeNumber({ description: 'Open tasks that nobody has put off.' })
  openTasks: number;

  @WholeNumber({ description: 'Holds in force or to come.' })
  openHolds: number;

  @WholeNumber({ description: 'Automations that are live.' })
  liveAutomations: number;

  @WholeNumber({ description: 'Matches that were not acted on in time (S10).' })
  missed: number;

  @WholeNumber({ description: 'What waits for a person: the entries of that list.' })
  attention: number;
}
