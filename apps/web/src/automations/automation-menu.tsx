import type { AutomationSummary } from '@dunwell/contract';
import { ActionIcon, Menu } from '@mantine/core';
import { Archive, Copy, Download, Ellipsis, Pause, Play, Rocket } from 'lucide-react';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api/client.js';
import { useChange } from '../api/use-change.js';
import { MayItem } from '../parts/may-item.js';
import { ChangeStatus, type StatusChange } from './change-status.js';
import { exportDocument } from './export-document.js';
import { publishable } from './publishable.js';
import { TOUCHED } from './touched.js';

const PublishSheet = lazy(async () => ({
  default: (await import('./publish/publish-sheet.js')).PublishSheet,
}));

/** What can be done with an automation. */
export function AutomationMenu({ automation }: { automation: AutomationSummary }): ReactElement {
  const [change, setChange] = useState<StatusChange | null>(null);
  const [isPublishing, setPublishing] = useState(false);
  const navigate = useNavigate();
  const { id, name, status, liveVersion } = automation;
  const copy = useChange({
    change: async () => {
      const { document } = await api.exportDocument(id);
      return api.createAutomation({ document: { ...document, name: `${document.name} (copy)` } });
    },
    touches: TOUCHED,
    says: (made) => `“${made.name}” is a new draft.`,
    onDone: (made) => void navigate(`/automations/${made.id}`),
  });
  return (
    // A click in here is none on the row.
    <div onClick={(event) => event.stopPropagation()}>
      <Menu width={230} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon aria-label={`What to do with ${name}`}>
            <Ellipsis size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <MayItem
            permission="publish"
            icon={Rocket}
            label={liveVersion === null ? 'Publish…' : 'Publish the draft…'}
            disabledBecause={publishable(automation)}
            onClick={() => setPublishing(true)}
          />
          {status === 'live' && (
            <MayItem permission="publish" icon={Pause} label="Pause…" onClick={() => setChange('pause')} />
          )}
          {status === 'paused' && (
            <MayItem permission="publish" icon={Play} label="Resume…" onClick={() => setChange('resume')} />
          )}
          <Menu.Divider />
          <MayItem permission="edit" icon={Copy} label="Make a copy" onClick={() => copy.mutate()} />
          <MayItem
            permission="read"
            icon={Download}
            label="Export as JSON"
            onClick={() => void exportDocument(id, name, liveVersion ?? undefined)}
          />
          {status !== 'archived' && (
            <>
              <Menu.Divider />
              <MayItem
                permission="publish"
                icon={Archive}
                label="Archive…"
                danger
                disabledBecause={
                  status === 'draft' ? 'It was never published: there is nothing to stop.' : undefined
                }
                onClick={() => setChange('archive')}
              />
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <ChangeStatus automation={automation} change={change} onClose={() => setChange(null)} />
      {isPublishing && (
        <Suspense>
          <PublishSheet automation={automation} onClose={() => setPublishing(false)} />
        </Suspense>
      )}
    </div>
  );
}
