import type { AutomationSummary } from '@dunwell/contract';
import { Button, Group } from '@mantine/core';
import { Download } from 'lucide-react';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../../format/use-format.js';
import { Panel } from '../../parts/panel.js';
import { TonePill } from '../../parts/tone-pill.js';
import { exportDocument } from '../export-document.js';
import classes from './versions-tab.module.css';

interface Listed {
  /** undefined: the draft. */
  version: number | undefined;
  title: string;
  pill: ReactElement | null;
  to: string;
}

/** The draft and every version that was published; none of these ever changes. */
export function VersionsTab({ automation }: { automation: AutomationSummary }): ReactElement {
  const { id, name, updatedAt } = automation;
  const { instant } = useFormat();
  return (
    <Panel flush className={classes.panel}>
      <ul className={classes.versions} aria-label="Versions">
        {listed(automation).map(({ version, title, pill, to }) => (
          <li key={title} className={classes.version}>
            <Link to={to} className={classes.name}>
              {title}
            </Link>
            {pill}
            {version === undefined && (
              <span className={classes.quiet}>last changed {instant(updatedAt)}</span>
            )}
            <Group gap={8} ml="auto" wrap="nowrap">
              <Button component={Link} to={to} variant="default" aria-label={`Show ${title.toLowerCase()}`}>
                Show
              </Button>
              <Button
                variant="default"
                leftSection={<Download size={14} />}
                aria-label={`Download ${title.toLowerCase()} as JSON`}
                onClick={() => void exportDocument(id, name, version)}
              >
                JSON
              </Button>
            </Group>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Versions are numbered without gaps, and the one that was published last is the live or paused one. */
function listed({ id, status, liveVersion, draftDiffers }: AutomationSummary): Listed[] {
  const last = liveVersion ?? 0;
  const versions = Array.from({ length: last }, (_, index) => last - index);
  return [
    {
      version: undefined,
      title: 'Draft',
      pill: draftDiffers ? (
        <TonePill tone="accent">{last > 0 ? `differs from v${last}` : 'never published'}</TonePill>
      ) : null,
      to: `/automations/${id}?draft=true`,
    },
    ...versions.map((version) => ({
      version,
      title: `Version ${version}`,
      pill:
        version === last && status !== 'archived' ? (
          <TonePill tone={status === 'live' ? 'success' : 'warning'} dot={status === 'live'}>
            {status === 'live' ? 'Live' : 'Paused'}
          </TonePill>
        ) : null,
      to: version === last ? `/automations/${id}` : `/automations/${id}?version=${version}`,
    })),
  ];
}
