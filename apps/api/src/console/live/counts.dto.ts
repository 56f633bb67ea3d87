import type { Counts } from '@dunwell/contract';
import { WholeNumber } from '../../platform/http/fields.js';

export class CountsAnswer implements Counts {
  @WholeNumber({ description: 'Accounts with an overdue balance.' })
  pastDueAccounts: number;

  @WholeNumber({ description: 'Tasks that are open.' })
  openTasks: number;

  @WholeNumber({ description: 'Holds in force or to come.' })
  openHolds: number;

  @WholeNumber({ description: 'Automations that are live.' })
  liveAutomations: number;

  @WholeNumber({ description: 'Matches that were not acted on in time (S10).' })
  missed: number;

  @WholeNumber({ description: 'Deliveries that need attention or are uncertain (S15, S17).' })
  attention: number;
}
