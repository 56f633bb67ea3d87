import type { AutomationOutlook } from '@dunwell/contract';
import { Workflow } from 'lucide-react';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../../format/use-format.js';
import { GroupTile } from '../../parts/group-tile.js';
import { kindWords } from '../../words/action-kinds.js';
import classes from './details.module.css';
import { outlookWords } from './outlook-words.js';

/** What each live automation will do about the account, and when, if nothing changes. */
export function AutomationsList({
  automations,
}: {
  automations: readonly AutomationOutlook[];
}): ReactElement {
  const { day } = useFormat();
  if (automations.length === 0) return <p className={classes.none}>No automation is live.</p>;
  return (
    <ul className={classes.automations}>
      {automations.map((outlook) => {
        const { next, automationId, automation } = outlook;
        const look = next ? kindWords(next.kind) : { icon: Workflow, group: 'decide' as const };
        return (
          <li key={automationId}>
            <GroupTile group={look.group} icon={look.icon} />
            <div>
              <Link to={`/automations/${automationId}`}>{automation}</Link>
              <div>{outlookWords(outlook, day)}</div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
